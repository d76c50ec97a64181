package org.pidesk.campaign;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.TaskUtils;

/** The settings, and threads of their own: who sends to many keeps nobody else from sending. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CampaignSettings.class)
class CampaignConfiguration {
    static final String SCHEDULER = "campaignScheduler";
    /** Each has a batch under way: one is on the line while the other is written down. */
    private static final int THREADS = 2;

    @Bean(name = SCHEDULER, defaultCandidate = false)
    @Qualifier(SCHEDULER)
    ThreadPoolTaskScheduler campaignScheduler() {
        var threads = new ThreadPoolTaskScheduler();
        threads.setPoolSize(THREADS);
        threads.setThreadNamePrefix("campaign-");
        threads.setErrorHandler(TaskUtils.LOG_AND_SUPPRESS_ERROR_HANDLER);
        return threads;
    }
}
