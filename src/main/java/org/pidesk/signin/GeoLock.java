package org.pidesk.signin;

import static org.pidesk.signin.GeoLock.Entry.ELSEWHERE;
import static org.pidesk.signin.GeoLock.Entry.NOTHING_KNOWN;
import static org.pidesk.signin.GeoLock.Entry.OPEN;
import static org.pidesk.signin.GeoLock.Entry.UNKNOWN;
import static org.pidesk.signin.StaffAreaSettings.Verdict.ADMIT;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.pidesk.geo.Countries;
import org.pidesk.geo.CountriesUnreadable;
import org.pidesk.kernel.IpAddress;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets staff in from the countries where they work. It stands before the sign-in, so that from elsewhere nobody can even
 * try a password. What cannot be known is closed; a listed network and a broken glass open it all the same.
 *
 * <p>It is no bean of the servlet container: {@link StaffArea} puts it into the chains of the staff's own doors.
 */
final class GeoLock extends OncePerRequestFilter {
    static final String CLOSED = "/login/closed";

    private final StaffAreaSettings settings;
    private final Countries countries;
    private final BreakGlass glass;
    private final RequestMatcher unlocked;

    /** @param unlocked the pages that are open from everywhere: the one where the glass is broken */
    GeoLock(StaffAreaSettings settings, Countries countries, BreakGlass glass, RequestMatcher unlocked) {
        this.settings = settings;
        this.countries = countries;
        this.glass = glass;
        this.unlocked = unlocked;
    }

    /** Why somebody may come in, or may not. */
    enum Entry {
        OPEN,
        ELSEWHERE,
        UNKNOWN,
        NOTHING_KNOWN
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var entry = of(request.getRemoteAddr(), isForwarded(request));
        if (entry == OPEN || unlocked.matches(request) || glass.isBrokenFor(request)) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(Entry.class.getName(), entry);
        request.getRequestDispatcher(CLOSED).forward(request, response);
    }

    /**
     * @param forwarded whether a proxy speaks for somebody, and is not believed: then a private address is only the
     *     proxy's
     */
    Entry of(String remoteAddress, boolean forwarded) {
        if (!settings.isLocked()) {
            return OPEN;
        }
        var address = IpAddress.parse(remoteAddress);
        if (address.filter(settings::isListed).isPresent()) {
            return OPEN;
        }
        try {
            var country = countries.find(remoteAddress);
            if (country.isPresent()) {
                return settings.countries().contains(country.get()) ? OPEN : ELSEWHERE;
            }
        } catch (CountriesUnreadable nothingKnown) {
            return NOTHING_KNOWN;
        }
        var ofOurNetwork = address.filter(IpAddress::isPrivate).isPresent() && !forwarded;
        return (ofOurNetwork ? settings.privateAddresses() : settings.unknownAddresses()) == ADMIT ? OPEN : UNKNOWN;
    }

    private static boolean isForwarded(HttpServletRequest request) {
        return request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
    }
}
