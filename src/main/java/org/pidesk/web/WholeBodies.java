package org.pidesk.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Reads each form to its end before anybody works on it, before any filter: whoever waits for a body keeps a thread
 * busy, and some dozens of bodies that come a letter at a time would leave none to anybody else. For so many as {@link
 * BodySettings} say is waited, for each not longer than ten seconds; who comes on top of that is told to come back.
 *
 * <p>What is larger than a form is handed on as it comes, and has fewer places. What nobody has read of it is let come in,
 * for a minute: a browser shows why a file was refused only once it was let finish.
 */
@Component
@EnableConfigurationProperties(BodySettings.class)
class WholeBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final int LARGEST_FORM = 1 << 20;
    private static final Duration FOR_A_FORM = Duration.ofSeconds(10);
    private static final Duration FOR_WHAT_NOBODY_READ = Duration.ofMinutes(1);
    private static final String COME_BACK_IN_SECONDS = "60";

    private final BodySettings settings;
    private final Duration forForm;

    @Autowired
    WholeBodies(BodySettings settings) {
        this(settings, FOR_A_FORM);
    }

    WholeBodies(BodySettings settings, Duration forForm) {
        this.settings = settings;
        this.forForm = forForm;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addContextValves(new Reading(settings, forForm));
    }

    private static final class Reading extends ValveBase {
        private final Places forms;
        private final Places files;
        private final Duration forForm;

        Reading(BodySettings settings, Duration forForm) {
            super(true);
            this.forms = new Places(settings.forms(), settings.formsOfNetwork());
            this.files = new Places(settings.files(), settings.filesOfNetwork());
            this.forForm = forForm;
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
            var visitor = request.getRemoteAddr();
            if (!files.take(visitor)) {
                sendAway(request, response);
                return;
            }
            try {
                getNext().invoke(request, response);
                letFinish(request, response);
            } finally {
                files.giveBack(visitor);
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
