package org.pidesk.signin;

import jakarta.servlet.Filter;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.rest.security.auth.ProcessEngineAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands before Camunda's web applications, after our own sign-in, and the rights that their engine gives. */
@Configuration(proxyBeanMethods = false)
class CamundaWebapps {

    @Bean
    ProcessEnginePlugin ownTasksOnly() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setResourceAuthorizationProvider(new OwnTasksOnly());
            }
        };
    }

    @Bean
    FilterRegistrationBean<Filter> oneSignInForAll() {
        var filter = new FilterRegistrationBean<Filter>(new ContainerBasedAuthenticationFilter());
        filter.setInitParameters(
                Map.of(ProcessEngineAuthenticationFilter.AUTHENTICATION_PROVIDER_PARAM, SignedInStaff.class.getName()));
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        filter.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        return filter;
    }

    @Bean
    FilterRegistrationBean<Filter> nothingOfOthers(ProcessEngine engine) {
        var filter = new FilterRegistrationBean<Filter>(new NothingOfOthers(engine));
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
        filter.addUrlPatterns("/camunda/api/engine/*");
        return filter;
    }

    @Bean
    FilterRegistrationBean<Filter> oneNonceEach() {
        var filter = new FilterRegistrationBean<Filter>(new OneNonceEach());
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
        filter.addUrlPatterns("/camunda/app/*");
        return filter;
    }
}
