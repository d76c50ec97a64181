package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class NotForeverTest {
    final MockHttpSession session = new MockHttpSession();

    @AfterEach
    void nobody() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void leavesAYoungSession() throws Exception {
        come(Duration.ofHours(12));
        come(Duration.ofHours(12));

        assertThat(session.isInvalid()).isFalse();
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNotNull();
    }

    @Test
    void endsAnOldOneHoweverBusyItIs() throws Exception {
        come(Duration.ZERO);
        assertThat(session.isInvalid()).isFalse();

        come(Duration.ZERO);

        assertThat(session.isInvalid()).isTrue();
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }

    private void come(Duration longest) throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.unauthenticated("naledi", null));
        var request = new MockHttpServletRequest();
        request.setSession(session);
        new NotForever(longest).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }
}
