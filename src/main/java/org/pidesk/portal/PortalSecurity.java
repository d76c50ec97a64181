package org.pidesk.portal;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.pidesk.web.PageHeaders;
import org.pidesk.web.SmallForms;
import org.pidesk.web.StaffHost;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The public door: open to everybody, without sessions; each form carries a token that its cookie must match. */
@Configuration(proxyBeanMethods = false)
class PortalSecurity {
    private static final Pattern NAMED = Pattern.compile("(/[a-z0-9-]+)/pi(/.*)?");

    private static final int LARGEST_NOTIFICATION = 256 * 1024;

    @Bean
    @Order(20)
    SecurityFilterChain portalChain(HttpSecurity http, Sites sites, Cookies cookies, StaffHost host) throws Exception {
        return http.securityMatcher(new OrRequestMatcher(path("/pi/**"), path("/{organisation}/pi/**"), rootOf(sites)))
                .headers(PageHeaders::strict)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens(cookies))
                        .csrfTokenRequestHandler(masked())
                        // mail programs send it, who have no cookie of ours: the link is the secret
                        .ignoringRequestMatchers(
                                path("/pi/unsubscribe/{token}"), path("/{organisation}/pi/unsubscribe/{token}")))
                .exceptionHandling(refused -> refused.accessDeniedHandler(PortalSecurity::sayFormIsTooOld))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(host.notHere(), HeaderWriterFilter.class)
                .addFilterAfter(new SmallForms(), HeaderWriterFilter.class)
                .addFilterAfter(new RootOfSite(), SmallForms.class)
                .build();
    }

    /** For other people's programs, which have neither cookies nor forms: what they send is signed. */
    @Bean
    @Order(15)
    SecurityFilterChain returnsChain(HttpSecurity http, StaffHost host) throws Exception {
        return http.securityMatcher(path("/returns/ses"))
                .headers(PageHeaders::strict)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(host.notHere(), HeaderWriterFilter.class)
                .addFilterAfter(new SmallForms(LARGEST_NOTIFICATION), HeaderWriterFilter.class)
                .build();
    }

    private static void sayFormIsTooOld(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
            throws ServletException, IOException {
        var path = NAMED.matcher(
                request.getRequestURI().substring(request.getContextPath().length()));
        var name = path.matches() ? path.group(1) : "";
        request.getRequestDispatcher(name + "/pi/form-too-old").forward(request, response);
    }

    private static RequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    private static RequestMatcher rootOf(Sites sites) {
        return request -> isRoot(request) && sites.ofHost(request).isPresent();
    }

    static boolean isRoot(HttpServletRequest request) {
        return request.getRequestURI().equals(request.getContextPath() + "/");
    }

    private static CookieCsrfTokenRepository tokens(Cookies cookies) {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(cookies.form());
        tokens.setCookiePath("/");
        // lax: who comes from a link in a mail must not upset the forms of another tab
        tokens.setCookieCustomizer(
                cookie -> cookie.httpOnly(true).secure(cookies.secure()).sameSite("Lax"));
        return tokens;
    }

    private static XorCsrfTokenRequestAttributeHandler masked() {
        var masked = new XorCsrfTokenRequestAttributeHandler();
        // read at once, not when the form is written: then it may be too late to set the cookie
        masked.setCsrfRequestAttributeName(null);
        return masked;
    }
}
