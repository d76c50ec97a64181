package org.pidesk.notice;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.TaskUtils;

/** The settings of both channels, and threads of their own: a mail server that hangs must not stop other chores. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MailProperties.class, ReturnsProperties.class, SmsProperties.class, Regulator.class})
class NoticeConfiguration {
    static final String SCHEDULER = "noticeScheduler";
    static final int THREADS = 3;

    @Bean(name = SCHEDULER, defaultCandidate = false)
    @Qualifier(SCHEDULER)
    ThreadPoolTaskScheduler noticeScheduler() {
        var threads = new ThreadPoolTaskScheduler();
        threads.setPoolSize(THREADS);
        threads.setThreadNamePrefix("notice-");
        threads.setErrorHandler(TaskUtils.LOG_AND_SUPPRESS_ERROR_HANDLER);
        return threads;
    }
}
