package org.pidesk.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.pidesk.geo.Countries;
import org.pidesk.staff.StaffMembers;
import org.pidesk.web.PageHeaders;
import org.pidesk.web.StaffHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.unit.DataSize;

/**
 * Who may come in where: our own pages for staff, Camunda's behind the same sign-in, and nothing else. The doors for
 * other people stand before these, each with a chain of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StaffAreaSettings.class)
class StaffArea {
    /**
     * Matches whole paths, whichever servlet answers: a plain pattern would be taken for one of Spring MVC's, and pass
     * by the servlets of Camunda.
     */
    private static final PathPatternRequestMatcher.Builder PATHS = PathPatternRequestMatcher.withDefaults();

    private static final RequestMatcher FRONT_PAGES =
            at("/camunda", "/camunda/", "/camunda/app", "/camunda/app/", "/camunda/app/welcome/**");

    private static final String[] BEFORE_THE_SIGN_IN = {"/login/**", "/logout"};

    /** Nobody signs in by the framework's own ways; without this bean it would make a user of its own. */
    @Bean
    AuthenticationManager nobodyElse() {
        return somebody -> {
            throw new ProviderNotFoundException("staff sign in at /login");
        };
    }

    @Bean
    GeoLock geoLock(StaffAreaSettings settings, Countries countries, BreakGlass glass) {
        return new GeoLock(settings, countries, glass, at("/login/break-glass"));
    }

    /** It stands in the chains below, where paths are read as the doors read them, and nowhere else. */
    @Bean
    FilterRegistrationBean<GeoLock> geoLockInTheChainsOnly(GeoLock lock) {
        var registration = new FilterRegistrationBean<>(lock);
        registration.setEnabled(false);
        return registration;
    }

    @Bean
    @Order(100)
    SecurityFilterChain staffPages(
            HttpSecurity http,
            StaffMembers staff,
            EndedSessions ended,
            Devices devices,
            StaffHost host,
            GeoLock lock,
            FormTokens tokens,
            StaffAreaSettings settings,
            @Value("${spring.servlet.multipart.max-request-size}") DataSize largest)
            throws Exception {
        return http.securityMatcher(at("/login/**", "/logout", "/desk/**"))
                .authorizeHttpRequests(who -> who.dispatcherTypeMatchers(DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(at(BEFORE_THE_SIGN_IN))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .headers(PageHeaders::strict)
                .csrf(csrf -> tokens.askedFor(csrf)
                        // the lock leads there whatever was asked, and nothing is done there
                        .ignoringRequestMatchers(at(GeoLock.CLOSED)))
                .requestCache(cache -> cache.disable())
                .logout(leaving -> leaving.logoutUrl("/logout").logoutSuccessUrl("/login?out"))
                .exceptionHandling(StaffArea::askToSignIn)
                .addFilterBefore(host.onlyHere(), HeaderWriterFilter.class)
                .addFilterAfter(lock, HeaderWriterFilter.class)
                .addFilterAfter(new KeptSmall(largest, at(BEFORE_THE_SIGN_IN)), GeoLock.class)
                .addFilterBefore(new NotForever(settings.longestSession()), AuthorizationFilter.class)
                .addFilterBefore(new StillEmployed(staff, ended), AuthorizationFilter.class)
                .addFilterBefore(new StillTrusted(devices), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(110)
    SecurityFilterChain camunda(
            HttpSecurity http,
            StaffMembers staff,
            EndedSessions ended,
            Devices devices,
            StaffHost host,
            GeoLock lock,
            StaffAreaSettings settings)
            throws Exception {
        return http.securityMatcher(at("/camunda/**"))
                .authorizeHttpRequests(who -> {
                    CamundaDoors.OPEN.forEach(door -> who.requestMatchers(PATHS.matcher(door.method(), door.path()))
                            .hasAnyRole(door.roles()));
                    who.anyRequest().denyAll();
                })
                // Camunda's own filter asks for its token at every change
                .csrf(csrf -> csrf.disable())
                .headers(PageHeaders::strict)
                .requestCache(cache -> cache.disable())
                .logout(leaving -> leaving.disable())
                .exceptionHandling(StaffArea::askToSignIn)
                .addFilterBefore(host.onlyHere(), HeaderWriterFilter.class)
                .addFilterAfter(lock, HeaderWriterFilter.class)
                .addFilterAfter(new KeptOrNot(), GeoLock.class)
                .addFilterBefore(new NotForever(settings.longestSession()), AuthorizationFilter.class)
                .addFilterBefore(new StillEmployed(staff, ended), AuthorizationFilter.class)
                .addFilterBefore(new StillTrusted(devices), AuthorizationFilter.class)
                .addFilterAfter(new NoExpressions(), AuthorizationFilter.class)
                .addFilterAfter(new OnlyRetries(retries()), NoExpressions.class)
                .addFilterAfter(StaffArea::leadToOwnWork, AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(who -> who.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(at(
                                // of all that comes with it, and with Camunda, our pages name this file alone
                                "/webjars/bootstrap/css/bootstrap.min*.css",
                                "/webjars/bootstrap/*/css/bootstrap.min*.css",
                                "/*.css",
                                "/*.js",
                                "/check/**",
                                "/favicon.ico",
                                "/actuator/health",
                                "/actuator/health/**"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .headers(PageHeaders::strict)
                // whose session it is decides what the health says in detail
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                // nothing is changed here; who sends a form is told that there is none, and gets no token
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(leaving -> leaving.disable())
                .exceptionHandling(refusal -> refusal.authenticationEntryPoint(
                        (request, response, anonymous) -> response.sendError(HttpStatus.NOT_FOUND.value())))
                .build();
    }

    /** Camunda's front pages would offer applications that are not open to everybody. */
    private static void leadToOwnWork(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (FRONT_PAGES.matches((HttpServletRequest) request)) {
            ((HttpServletResponse) response).sendRedirect("/desk");
            return;
        }
        chain.doFilter(request, response);
    }

    /**
     * A page leads to the sign-in, and so does a form that was open longer than its session, with a word about it; what a page
     * loads is refused instead. Otherwise a picture asked for without a session would begin a new one and overwrite the cookie
     * of the sign-in under way.
     */
    private static void askToSignIn(ExceptionHandlingConfigurer<HttpSecurity> refusal) {
        var signIn = new LoginUrlAuthenticationEntryPoint("/login");
        // otherwise it leads to the host that the request names
        signIn.setFavorRelativeUris(true);
        refusal.defaultAuthenticationEntryPointFor(signIn, StaffArea::isNavigation)
                .defaultAuthenticationEntryPointFor(
                        (request, response, anonymous) -> response.sendRedirect("/login?again"), StaffArea::wantsPage)
                .defaultAuthenticationEntryPointFor(
                        new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), (RequestMatcher) request -> true)
                .accessDeniedHandler(StaffArea::refuse);
    }

    private static RequestMatcher at(String... paths) {
        return new OrRequestMatcher(
                Stream.of(paths).<RequestMatcher>map(PATHS::matcher).toList());
    }

    private static RequestMatcher retries() {
        return new OrRequestMatcher(CamundaDoors.ofRetries().stream()
                .<RequestMatcher>map(door -> PATHS.matcher(door.method(), door.path()))
                .toList());
    }

    private static boolean isNavigation(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) && wantsPage(request);
    }

    private static boolean wantsPage(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null
                && accept.contains("text/html")
                && !request.getRequestURI().startsWith("/camunda/api/");
    }

    /** A form that was open longer than its session lasted leads to the sign-in, with a word about it. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        // the request itself does not know yet who sends it
        var isOver = SecurityContextHolder.getContext().getAuthentication() == null && wantsPage(request);
        if (why instanceof CsrfException && (isOver || request.getRequestURI().startsWith("/log"))) {
            response.sendRedirect("/login?again");
            return;
        }
        new AccessDeniedHandlerImpl().handle(request, response, why);
    }
}
