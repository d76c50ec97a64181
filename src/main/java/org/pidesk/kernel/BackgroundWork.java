package org.pidesk.kernel;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Runs every {@code @Scheduled} chore; switched off where a test wants to say itself when a chore runs. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "pidesk.background", havingValue = "true", matchIfMissing = true)
class BackgroundWork {}
