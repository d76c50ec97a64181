package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pidesk.kernel.IpRange;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

/** A server of its own that says who it believes to be asking; we are the proxy, at 127.0.0.1. */
class TrustedProxiesTest {

    @Test
    void believeAProxyWhereThereIsOne() throws Exception {
        assertThat(seenBehind(1, "", "196.25.1.7")).isEqualTo("196.25.1.7 https null");
    }

    @Test
    void believeNobodyWhereThereIsNone() throws Exception {
        assertThat(seenBehind(0, "", "196.25.1.7")).isEqualTo("127.0.0.1 http 196.25.1.7");
    }

    @Test
    void believeNobodyElse() throws Exception {
        assertThat(seenBehind(1, "10.0.0.2", "196.25.1.7")).isEqualTo("127.0.0.1 http 196.25.1.7");
    }

    @Test
    void believeNotWhatTheVisitorClaimed() throws Exception {
        assertThat(seenBehind(1, "", "41.0.0.1, 10.1.2.3, 196.25.1.7")).isEqualTo("196.25.1.7 https null");
    }

    @Test
    void passByASecondProxyOfOurs() throws Exception {
        assertThat(seenBehind(2, "", "41.0.0.1, 196.25.1.7, 10.1.2.3")).isEqualTo("196.25.1.7 https null");
    }

    @Test
    void readNothingElseThatAProxyCouldSay() throws Exception {
        assertThat(seenBehind(1, "", "196.25.1.7")).doesNotContain("mallory");
    }

    private static String seenBehind(int count, String network, String forwardedFor) throws Exception {
        var factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getByName("127.0.0.1"));
        new TrustedProxies(new TrustedProxySettings(
                        count,
                        Stream.of(network)
                                .filter(text -> !text.isEmpty())
                                .map(IpRange::of)
                                .toList()))
                .customize(factory);
        var server = factory.getWebServer(
                context -> context.addServlet("who", new WhoAsks()).addMapping("/"));
        server.start();
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/"))
                    .header("X-Forwarded-For", forwardedFor)
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "mallory.example")
                    .header("X-Forwarded-Port", "666")
                    .header("X-Forwarded-Prefix", "/mallory")
                    .header("Forwarded", "for=41.0.0.1;host=mallory.example;proto=https")
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } finally {
            server.stop();
        }
    }

    private static final class WhoAsks extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter()
                    .print(request.getRemoteAddr() + " " + request.getScheme() + " "
                            + request.getHeader("X-Forwarded-For")
                            + (request.getRequestURL().toString().contains("mallory") ? " mallory" : ""));
        }
    }
}
