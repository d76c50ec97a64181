package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;

/** A server of its own that says who it believes to be asking; we are the proxy, at 127.0.0.1. */
class TrustedProxiesTest {
    private static final String US = "127\\.0\\.0\\.1";

    @Test
    void believeAProxyThatIsNamed() throws Exception {
        assertThat(seenBehind(US, "196.25.1.7")).isEqualTo("196.25.1.7 https");
    }

    @Test
    void believeNobodyWhereNoneIsNamed() throws Exception {
        assertThat(seenBehind("", "196.25.1.7")).isEqualTo("127.0.0.1 http");
        assertThat(seenBehind(" ", "196.25.1.7")).isEqualTo("127.0.0.1 http");
    }

    @Test
    void believeNobodyElse() throws Exception {
        assertThat(seenBehind("10\\.0\\.0\\.2", "196.25.1.7")).isEqualTo("127.0.0.1 http");
        assertThat(seenBehind("27\\.0\\.0\\.1", "196.25.1.7")).isEqualTo("127.0.0.1 http");
    }

    @Test
    void believeNotWhatTheVisitorClaimed() throws Exception {
        assertThat(seenBehind(US, "41.0.0.1, 10.1.2.3, 196.25.1.7")).isEqualTo("196.25.1.7 https");
        assertThat(seenBehind(US, "41.0.0.1, 10.1.2.3")).isEqualTo("10.1.2.3 https");
    }

    @ParameterizedTest
    @CsvSource({
        "196.25.1.7:50123, 196.25.1.7",
        "[2001:db8::7]:50123, 2001:db8::7",
        "[2001:db8::7], 2001:db8::7",
        "2001:db8::7, 2001:db8::7",
        "[::ffff:196.25.1.7]:443, ::ffff:196.25.1.7",
        "196.25.1.7:port, 196.25.1.7:port"
    })
    void countAVisitorWithoutThePort(String named, String address) throws Exception {
        assertThat(seenBehind(US, named)).isEqualTo(address + " https");
        assertThat(seenBehind(US, "41.0.0.1:1," + named)).isEqualTo(address + " https");
    }

    @Test
    void passByASecondProxyOfOursThatIsNamedWithItsPort() throws Exception {
        assertThat(seenBehind(US + "|10\\.1\\.2\\.3|2001:db8::1", "196.25.1.7:50123, [2001:db8::1]:443, 10.1.2.3:8080"))
                .isEqualTo("196.25.1.7 https");
    }

    @Test
    void believeNobodyElseAlsoWithAPort() throws Exception {
        assertThat(seenBehind("", "196.25.1.7:50123")).isEqualTo("127.0.0.1 http");
        assertThat(seenBehind("10\\.0\\.0\\.2", "[2001:db8::7]:443")).isEqualTo("127.0.0.1 http");
    }

    @Test
    void passByASecondProxyOfOurs() throws Exception {
        assertThat(seenBehind(US + "|10\\.1\\.2\\.3", "196.25.1.7, 10.1.2.3")).isEqualTo("196.25.1.7 https");
    }

    @Test
    void areNotGuessedFromAMisspeltList() {
        assertThatThrownBy(() -> seenBehind("10.0.0.(", "196.25.1.7")).hasMessageContaining("10.0.0.(");
    }

    private static String seenBehind(String trusted, String forwardedFor) throws Exception {
        var factory = new TomcatServletWebServerFactory(0);
        factory.setAddress(InetAddress.getByName("127.0.0.1"));
        new TrustedProxies(trusted).customize(factory);
        var server = factory.getWebServer(
                context -> context.addServlet("who", new WhoAsks()).addMapping("/"));
        server.start();
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/"))
                    .header("X-Forwarded-For", forwardedFor)
                    .header("X-Forwarded-Proto", "https")
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
            response.getWriter().print(request.getRemoteAddr() + " " + request.getScheme());
        }
    }
}
