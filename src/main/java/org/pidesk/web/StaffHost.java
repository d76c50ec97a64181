package org.pidesk.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The host name of the staff area, where it has one of its own. Camunda's pages need a weaker policy than ours; on a
 * host of their own whatever goes wrong in them cannot reach what people see of us.
 */
@Component
public class StaffHost {
    private final String host;
    private final boolean apart;

    public StaffHost(@Value("${pidesk.base-url}") URI people, @Value("${pidesk.staff-url}") URI staff) {
        this.host = staff.getHost();
        this.apart = !host.equalsIgnoreCase(people.getHost());
    }

    /** A filter for pages of staff: on any other host they are not there. */
    public Filter onlyHere() {
        return (request, response, chain) -> pass(!apart || isHere(request), request, response, chain);
    }

    /** A filter for everybody else's pages. */
    public Filter notHere() {
        return (request, response, chain) -> pass(!apart || !isHere(request), request, response, chain);
    }

    private boolean isHere(ServletRequest request) {
        return host.equalsIgnoreCase(request.getServerName());
    }

    private static void pass(boolean free, ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (free) {
            chain.doFilter(request, response);
        } else {
            ((HttpServletResponse) response).sendError(HttpStatus.NOT_FOUND.value());
        }
    }
}
