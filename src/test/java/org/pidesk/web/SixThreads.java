package org.pidesk.web;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** A server as small as can be, behind a proxy that it believes, with parts of ours. */
final class SixThreads implements AutoCloseable {
    static final int THREADS = 6;

    private final TomcatWebServer server;

    /** @param pages what answers at which addresses */
    SixThreads(
            Map<String, HttpServlet> pages,
            List<? extends WebServerFactoryCustomizer<TomcatServletWebServerFactory>> parts) {
        var factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getLoopbackAddress());
        factory.addConnectorCustomizers(connector -> {
            var protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
            protocol.setMaxThreads(THREADS);
            protocol.setMinSpareThreads(THREADS);
        });
        new TrustedProxies(new TrustedProxySettings(1, List.of())).customize(factory);
        parts.forEach(part -> part.customize(factory));
        server = (TomcatWebServer) factory.getWebServer(context -> {
            for (var part : parts) {
                if (part instanceof Filter filter) {
                    var added = context.addFilter("filter", filter);
                    added.setAsyncSupported(true);
                    added.addMappingForUrlPatterns(null, false, "/*");
                }
            }
            pages.forEach((path, page) -> {
                var added = context.addServlet(path, page);
                added.setAsyncSupported(true);
                added.addMapping(path);
            });
        });
        server.start();
    }

    int port() {
        return server.getPort();
    }

    int busy() {
        var protocol = (AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler();
        return ((ThreadPoolExecutor) protocol.getExecutor()).getActiveCount();
    }

    @Override
    public void close() {
        server.stop();
    }
}
