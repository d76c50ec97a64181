package org.pidesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.Deployment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.PiDesk;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole default start, twice on one folder: one after the other, and one beside the other. */
@Tag("starts-a-product")
@ExtendWith(OutputCaptureExtension.class)
class RestartIT {
    @TempDir
    private Path data;

    @Test
    void deploysNothingNewWhenItIsStartedAgain() {
        List<String> first;
        try (var application = start()) {
            first = deployments(application);
        }
        try (var application = start()) {
            assertThat(deployments(application)).isEqualTo(first);
        }
    }

    @Test
    void saysInASentenceThatTheFolderIsTaken(CapturedOutput output) {
        try (var application = start()) {
            assertThat(application.isActive()).isTrue();

            assertThatThrownBy(this::start).hasRootCauseInstanceOf(DataFolderInUse.class);
        }

        assertThat(output)
                .contains("Another pi-desk is running on the data folder " + data)
                .doesNotContain("\tat ");
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(PiDesk.class)
                .run("--pidesk.data-dir=" + data, "--server.port=0", "--pidesk.base-url=http://localhost");
    }

    private static List<String> deployments(ConfigurableApplicationContext application) {
        return application.getBean(RepositoryService.class).createDeploymentQuery().list().stream()
                .map(Deployment::getId)
                .sorted()
                .toList();
    }
}
