package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.util.UrlPathHelper;

@PiDeskTest
class FingerprintedLinksTest {
    private final ResourceUrlProvider files = mock();

    @Test
    void namesTheContentOfAFile() throws ServletException, IOException {
        when(files.getForLookupPath("/pidesk.css")).thenReturn("/pidesk-4711.css");

        assertThat(link("/pidesk.css")).isEqualTo("/pidesk-4711.css");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pi", "/abc-motors/pi/requests/4711", "/pi/withdraw?reworded", "/pi/held.json"})
    void looksForNoFileWhereNoneIsMeant(String link) throws ServletException, IOException {
        assertThat(link(link)).isEqualTo(link);
        verify(files, never()).getForLookupPath(any());
    }

    @Test
    void isOnThePage(@LocalServerPort int port) {
        assertThat(new Visitor(port).get("/login").body()).containsPattern("/pidesk-[0-9a-f]{32}\\.css");
    }

    private String link(String link) throws ServletException, IOException {
        when(files.getUrlPathHelper()).thenReturn(new UrlPathHelper());
        var written = new ArrayList<String>();
        new FingerprintedLinks()
                .doFilter(
                        new MockHttpServletRequest("GET", "/pi"),
                        new MockHttpServletResponse(),
                        (request, response) -> {
                            request.setAttribute(ResourceUrlProvider.class.getName(), files);
                            written.add(((HttpServletResponse) response).encodeURL(link));
                        });
        return written.get(0);
    }
}
