package org.pidesk.desk;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Stands guard before the answers. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration implements WebMvcConfigurer {
    private static final String ANSWERS = "/desk/tasks/**";
    private static final String FILES = "/desk/tasks/*/evidence";
    private static final int LONGEST_ANSWER = 64 * 1024;

    private final DataSize largestFile;

    DeskConfiguration(@Value("${spring.servlet.multipart.max-request-size}") DataSize largestFile) {
        this.largestFile = largestFile;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AskedByOurForms(LONGEST_ANSWER))
                .addPathPatterns(ANSWERS)
                .excludePathPatterns(FILES);
        registry.addInterceptor(new AskedByOurForms(largestFile.toBytes())).addPathPatterns(FILES);
    }
}
