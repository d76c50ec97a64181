package org.pidesk.portal;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets handlers ask for the {@link Site} and the {@link Visitor}. */
@Configuration(proxyBeanMethods = false)
class PortalWeb implements WebMvcConfigurer {
    private final Sites sites;
    private final Visitors visitors;

    PortalWeb(Sites sites, Visitors visitors) {
        this.sites = sites;
        this.visitors = visitors;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(sites);
        resolvers.add(visitors);
    }
}
