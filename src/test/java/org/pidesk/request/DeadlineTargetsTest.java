package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pidesk.PiDeskTest;
import org.pidesk.request.CaseDates.Stage;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of our own targets: a row for each stage of each type of request, and nothing kept of its evaluation. */
@PiDeskTest
class DeadlineTargetsTest {
    private static final Pattern RULE = Pattern.compile("(?s)<rule id=.*?</rule>");
    private static final Pattern ROW = Pattern.compile("(?s)<description>\\s*\\S.*?</description>.*?"
            + "<text>\"(\\w+)\"</text>.*?<text>\"(\\w+)\"</text>.*?<text>([1-9][0-9]?)</text>.*");

    @Test
    void hasOneRowForEachStageOfEachType() throws IOException {
        assertThat(complaints(table())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"ASK\"', '\"ASKED\"', LOOK_UP ASK is missing",
        "'\"ASK\"', '\"ASKED\"', LOOK_UP ASKED is no stage of a request",
        "'\"SETTLE\"', '\"ASK\"', LOOK_UP ASK stands there twice",
        "'<text>3</text>', '<text>0</text>', 'a row lacks its reason, its codes or its days'"
    })
    void aCrookedTableIsNoticed(String straight, String bent, String complaint) throws IOException {
        var crooked = table().replaceFirst(Pattern.quote(straight), bent);

        assertThat(complaints(crooked)).contains(complaint);
    }

    @Test
    void aRowWithoutAReasonIsNoticed() throws IOException {
        var crooked = table().replaceFirst("<description>[^<]*</description>\\s*<inputEntry", "<inputEntry");

        assertThat(complaints(crooked)).contains("a row lacks its reason, its codes or its days");
    }

    @Test
    void isAskedThroughTheEngineAndLeavesNoTrace(
            @Autowired WorkingDays workingDays, @Autowired JdbcClient database, @Autowired RepositoryService models) {
        assertThat(workingDays.allowedFor(RequestType.LOOK_UP, Stage.ASK.name()))
                .isEqualTo(3);
        assertThat(workingDays.allowedFor(RequestType.LOOK_UP, Stage.ANSWER.name()))
                .isEqualTo(7);
        assertThat(workingDays.allowedFor(RequestType.WITHDRAWAL, Stage.DECIDE.name()))
                .isEqualTo(1);
        assertThat(workingDays.allowedFor(RequestType.ALTERATION, Stage.ASK.name()))
                .isEqualTo(5);
        assertThat(workingDays.allowedFor(RequestType.DE_IDENTIFICATION, Stage.ANSWER.name()))
                .isEqualTo(10);

        for (var table : List.of("act_hi_decinst", "act_hi_dec_in", "act_hi_dec_out")) {
            assertThat(database.sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(models.createDecisionDefinitionQuery()
                        .decisionDefinitionKey("deadlineTargets")
                        .withoutTenantId()
                        .latestVersion()
                        .singleResult())
                .isNotNull();
    }

    private static String table() throws IOException {
        return Files.readString(Path.of("processes/deadlineTargets.dmn"));
    }

    private static List<String> complaints(String table) {
        var complaints = new ArrayList<String>();
        var rows = new TreeMap<String, Integer>();
        RULE.matcher(table).results().map(rule -> ROW.matcher(rule.group())).forEach(row -> {
            if (row.find()) {
                rows.merge(row.group(1) + " " + row.group(2), 1, Integer::sum);
            } else {
                complaints.add("a row lacks its reason, its codes or its days");
            }
        });
        for (var type : RequestType.values()) {
            for (var stage : Stage.values()) {
                var times = rows.getOrDefault(type + " " + stage, 0);
                rows.remove(type + " " + stage);
                if (times != 1) {
                    complaints.add(type + " " + stage + (times == 0 ? " is missing" : " stands there twice"));
                }
            }
        }
        rows.keySet().forEach(row -> complaints.add(row + " is no stage of a request"));
        return complaints;
    }
}
