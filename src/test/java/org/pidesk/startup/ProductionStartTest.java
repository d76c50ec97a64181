package org.pidesk.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.PiDesk;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The gate stands before everything else: nothing is started, and what is said is readable. */
@ExtendWith(OutputCaptureExtension.class)
class ProductionStartTest {

    @Test
    void refusesADefaultStartInSentencesAndWithoutAStackTrace(CapturedOutput output) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(PiDesk.class)
                        .profiles("prod")
                        .run("--pidesk.data-dir=target/never-made"))
                .isInstanceOf(RefusedToStart.class);

        assertThat(output)
                .contains("pi-desk does not start with the profile prod:")
                .contains("- spring.datasource.url is not set; the embedded database is for trying out only.")
                .contains("- pidesk.secret is missing")
                .contains("docs/operations.md")
                .doesNotContain("\tat ");
        assertThat(java.nio.file.Path.of("target/never-made")).doesNotExist();
    }
}
