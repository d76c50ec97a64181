package org.pidesk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;

class NoZeroByteTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/abc-motors/pi");

    @Test
    void isRefusedWithoutAWordOfWhatWasTyped() {
        request.setParameter("address", "thandi@example.com\u0000");
        var guarded = new NoZeroByte().firewall().getFirewalledRequest(request);

        assertThatThrownBy(() -> guarded.getParameter("address"))
                .isInstanceOf(RequestRejectedException.class)
                .hasMessageNotContaining("thandi");
    }

    @Test
    void leavesEverythingElseAsItIs() {
        var typed = "\u0001 \ud800 \u202e line\r\n\t' -- <b>";
        request.setParameter("address", typed);

        assertThat(new NoZeroByte().firewall().getFirewalledRequest(request).getParameter("address"))
                .isEqualTo(typed);
    }
}
