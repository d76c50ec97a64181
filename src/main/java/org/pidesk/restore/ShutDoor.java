package org.pidesk.restore;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.stereotype.Component;

/**
 * Stands where the product will stand, and tells everybody to come again: a server of its own, at the same port and with
 * the same TLS, so that nothing of the product has to be running to answer.
 */
@Component
class ShutDoor {
    private static final Logger LOG = LoggerFactory.getLogger(ShutDoor.class);
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Please come again soon</title></head>
            <body><h1>Please come again soon</h1>
            <p>We are putting our records in order after a repair. Until that is done nothing is shown and nothing is sent.
            Please try again in a few minutes.</p></body></html>
            """;
    private static final String RETRY_AFTER_SECONDS = "60";

    private final AutowireCapableBeanFactory beans;
    private final int port;
    private boolean hangs;

    ShutDoor(AutowireCapableBeanFactory beans, @Value("${server.port}") int port) {
        this.beans = beans;
        this.port = port;
    }

    /** An open sign that says: shut. */
    interface Sign extends AutoCloseable {
        @Override
        void close();
    }

    /** One sign is enough: who hangs a second one has nothing to take down. */
    Sign hang() {
        if (port < 0 || hangs) {
            return () -> {};
        }
        // customised like the product's own: address, port, TLS, headers
        var factory = (TomcatServletWebServerFactory)
                beans.applyBeanPostProcessorsBeforeInitialization(new TomcatServletWebServerFactory(), "shutDoor");
        var server = factory.getWebServer(
                context -> context.addServlet("shut", new ShutPage()).addMapping("/*"));
        server.start();
        hangs = true;
        LOG.warn("Shut: port {} answers 503.", server.getPort());
        return () -> takeDown(server);
    }

    private void takeDown(WebServer server) {
        server.stop();
        server.destroy();
        hangs = false;
    }

    private static final class ShutPage extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var lives = request.getRequestURI().equals("/actuator/health/liveness");
            response.setStatus(lives ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            response.setContentType(lives ? "application/json" : "text/html;charset=UTF-8");
            response.getOutputStream().write((lives ? "{\"status\":\"UP\"}" : PAGE).getBytes(StandardCharsets.UTF_8));
        }
    }
}
