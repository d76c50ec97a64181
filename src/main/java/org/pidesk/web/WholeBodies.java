package org.pidesk.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Reads each form to its end before anybody works on it, before any filter: whoever waits for a body keeps a thread
 * busy, and some dozens of bodies that come a letter at a time would leave none to anybody else. It waits for as many as
 * {@link BodySettings} say, and for none longer than ten seconds; who comes on top of that is told to come back.
 *
 * <p>What is larger than a form is taken where {@link LargeBodies} are, and from whom they know. It is handed on as it
 * comes, has fewer places, and ten minutes in all. What nobody has read of it is let come in, for a minute: a browser shows
 * why a file was refused only once it was let finish.
 */
@Component
@EnableConfigurationProperties(BodySettings.class)
class WholeBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final Logger LOG = LoggerFactory.getLogger(WholeBodies.class);
    private static final int LARGEST_FORM = 1 << 20;
    private static final Duration FOR_A_FORM = Duration.ofSeconds(10);
    /** As the proxy waits for the largest list over a slow line. */
    private static final Duration FOR_A_FILE = Duration.ofMinutes(10);

    private static final Duration FOR_WHAT_NOBODY_READ = Duration.ofMinutes(1);
    private static final String COME_BACK_IN_SECONDS = "60";

    private final BodySettings settings;
    private final Supplier<Stream<LargeBodies>> large;
    private final Duration forForm;
    private final Duration forFile;

    /** @param large asked for with the first large body: until then nobody has to be there who knows senders */
    @Autowired
    WholeBodies(BodySettings settings, ObjectProvider<LargeBodies> large) {
        this(settings, large::stream, FOR_A_FORM, FOR_A_FILE);
    }

    WholeBodies(BodySettings settings, Supplier<Stream<LargeBodies>> large, Duration forForm, Duration forFile) {
        this.settings = settings;
        this.large = large;
        this.forForm = forForm;
        this.forFile = forFile;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addContextValves(new Reading());
    }

    private final class Reading extends ValveBase {
        private final Places forms = new Places(settings.forms(), settings.formsOfNetwork());
        private final Places files = new Places(settings.files(), settings.filesOfNetwork());

        Reading() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            var length = request.getContentLengthLong();
            if (length == 0 || length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
                getNext().invoke(request, response);
            } else if (length > LARGEST_FORM || length < 0) {
                passAsItComes(request, response);
            } else {
                passWhole(request, response, new byte[(int) length]);
            }
        }

        private void passWhole(Request request, Response response, byte[] whole) throws IOException, ServletException {
            var into = ByteBuffer.wrap(whole);
            var body = new Body(request.getCoyoteRequest());
            body.readWhatIsThere(into);
            if (into.hasRemaining() && !waitForRest(body, into, request, response)) {
                return;
            }
            var coyote = request.getCoyoteRequest();
            var line = coyote.getInputBuffer();
            coyote.setInputBuffer(Body.again(whole));
            try {
                getNext().invoke(request, response);
            } finally {
                coyote.setInputBuffer(line);
            }
        }

        private boolean waitForRest(Body body, ByteBuffer into, Request request, Response response) throws IOException {
            var visitor = request.getRemoteAddr();
            if (!forms.take(visitor)) {
                sendAway(request, response);
                return false;
            }
            try {
                response.sendAcknowledgement(ContinueResponseTiming.ALWAYS);
                if (body.readToTheEnd(into, forForm)) {
                    return true;
                }
            } catch (IOException brokenOffOrSilent) {
                // answered below, if there is anybody left
            } finally {
                forms.giveBack(visitor);
            }
            hangUp(request, response, HttpStatus.REQUEST_TIMEOUT);
            return false;
        }

        private void passAsItComes(Request request, Response response) throws IOException, ServletException {
            var refusal = refusal(request);
            if (refusal.isPresent()) {
                hangUp(request, response, refusal.get());
                return;
            }
            var visitor = request.getRemoteAddr();
            if (!files.take(visitor)) {
                sendAway(request, response);
                return;
            }
            var coyote = request.getCoyoteRequest();
            var line = coyote.getInputBuffer();
            coyote.setInputBuffer(Body.within(forFile, line));
            try {
                getNext().invoke(request, response);
                letFinish(request, response);
            } finally {
                coyote.setInputBuffer(line);
                files.giveBack(visitor);
            }
        }

        private Optional<HttpStatus> refusal(Request request) {
            try {
                var here = large.get()
                        .filter(bodies -> bodies.areTakenAt(request.getRequestURI()))
                        .toList();
                if (here.isEmpty()) {
                    return Optional.of(HttpStatus.PAYLOAD_TOO_LARGE);
                }
                return here.stream().anyMatch(bodies -> bodies.areTakenFrom(request))
                        ? Optional.empty()
                        : Optional.of(HttpStatus.UNAUTHORIZED);
            } catch (RuntimeException away) {
                LOG.warn(
                        "Nobody can say now who sends a large body: {}",
                        away.getClass().getSimpleName());
                return Optional.of(HttpStatus.SERVICE_UNAVAILABLE);
            }
        }

        private static void letFinish(Request request, Response response) throws IOException {
            try {
                if (new Body(request.getCoyoteRequest()).letFinish(FOR_WHAT_NOBODY_READ)) {
                    return;
                }
            } catch (IOException brokenOffOrSilent) {
                // nothing more will come
            }
            hangUp(request, response, HttpStatus.REQUEST_TIMEOUT);
        }

        private static void sendAway(Request request, Response response) throws IOException {
            response.setHeader(HttpHeaders.RETRY_AFTER, COME_BACK_IN_SECONDS);
            hangUp(request, response, HttpStatus.SERVICE_UNAVAILABLE);
        }

        /**
         * After the answer; otherwise the server would wait for the rest of the body on this very thread.
         *
         * @param why the answer, unless it was refused for another reason before
         */
        private static void hangUp(Request request, Response response, HttpStatus why) throws IOException {
            if (!response.isCommitted() && response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
                response.sendError(why.value());
            }
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }
}
