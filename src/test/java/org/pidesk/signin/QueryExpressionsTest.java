package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.rest.dto.task.TaskQueryDto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.engine.QueryExpressions;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** No query runs an expression of its own, however deep it is nested: an expression can run any Java. */
@PiDeskTest
class QueryExpressionsTest {
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String TAKEN_OVER = "pidesk.taken-over";
    private static final String CODE =
            "${''.getClass().forName('java.lang.System').getMethod('setProperty', ''.getClass(), ''.getClass())"
                    + ".invoke(null, '" + TAKEN_OVER + "', 'yes')}";

    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    FilterService filters;

    @Autowired
    TaskService tasks;

    @BeforeEach
    void twoDealerships() {
        Dealerships.open(organisations, staff);
    }

    @AfterEach
    void nobodyTookOver() {
        assertThat(System.clearProperty(TAKEN_OVER)).isNull();
    }

    @Test
    void runNowhereAsCode() {
        var ran = new ArrayList<String>();
        for (var username : List.of("naledi", "johan", "admin")) {
            var visitor = signedIn(username);
            for (var door : doors()) {
                for (var key : keys()) {
                    for (var body : List.of(outer(key, CODE), nested(key, CODE))) {
                        if (visitor.call("POST", door, body).statusCode() != 400) {
                            ran.add(username + " " + door + " " + body);
                        }
                    }
                }
            }
        }

        assertThat(ran).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orQueries\":[{\"orQueries\":[{\"assigneeExpression\":\"x\"}]}]}",
                "{\"orQueries\":[{\"assignee\\u0045xpression\":\"${1+1}\"}]}",
                "{\"assigneeExpression\":\"${1+1}\"",
                "{\"a\":{\"b\":[[{\"dueDateExpression\":null}]]}}"
            })
    void areRefusedAtTheDoorHoweverTheyAreWritten(String body) {
        var answer = signedIn("naledi").call("POST", ENGINE + "/task", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("may not bring an expression").doesNotContain("camunda", "Exception");
        assertThat(signedIn("naledi")
                        .call("GET", ENGINE + "/task?assigneeExpression=%24%7B1%2B1%7D", null)
                        .statusCode())
                .isEqualTo(400);
    }

    /** What we cannot read somebody behind us might. */
    @ParameterizedTest
    @ValueSource(
            strings = {"IBM037", "utf-16le", "\"IBM037\"", "UTF-8; charset=IBM037", "utf-8 ;CHARSET = IBM037", "none"})
    void areReadInNoOtherLetters(String charset) {
        var naledi = signedIn("naledi");
        var body = outer("assigneeExpression", CODE).getBytes(Charset.forName("IBM037"));

        assertThat(naledi.call("POST", ENGINE + "/task/count", "application/json;charset=" + charset, body)
                        .statusCode())
                .isEqualTo(415);
        assertThat(naledi.call("POST", ENGINE + "/task/count", "application/json", body)
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";charset=UTF-8", "; charset=\"utf-8\""})
    void passInTheLettersOfJson(String charset) {
        var answer = signedIn("naledi")
                .call(
                        "POST",
                        ENGINE + "/task/count",
                        "application/json" + charset,
                        "{\"assignee\":\"naledi\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(answer.body()).isEqualTo("{\"count\":0}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "assigneeExpression=1",
                "{",
                "{'assignee':'naledi'}",
                "{\"assignee\":\"naledi\"} and more",
                "\u0000"
            })
    void areNoQuestionWhereTheyAreNoJson(String body) {
        var answer = signedIn("naledi").call("POST", ENGINE + "/task/count", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This is no JSON").doesNotContain("camunda", "Exception", "assignee");
    }

    @Test
    void letEveryOtherQuestionPass() {
        var naledi = signedIn("naledi");

        assertThat(naledi.call("POST", ENGINE + "/task/count", "{\"orQueries\":[{\"assignee\":\"naledi\"}]}")
                        .body())
                .isEqualTo("{\"count\":0}");
        assertThat(naledi.call("POST", ENGINE + "/task", "x".repeat(1_100_000)).statusCode())
                .isEqualTo(413);
    }

    /** Behind the door the engine says no as well. */
    @Test
    void runInTheEngineOnlyIfTheyAreThoseOfOurFilters() {
        assertThatThrownBy(() -> tasks.createTaskQuery()
                        .or()
                        .taskAssigneeExpression("${1+1}")
                        .endOr()
                        .list())
                .hasStackTraceContaining("may not bring an expression");

        assertThat(tasks.createTaskQuery()
                        .or()
                        .dueBeforeExpression(QueryExpressions.END_OF_WEEK)
                        .endOr()
                        .count())
                .isZero();
    }

    private Visitor signedIn(String username) {
        var visitor = new Visitor(port);
        visitor.signIn(username, PASSWORD);
        // here Camunda gives the token that its changes need
        visitor.get(username.equals("admin") ? "/camunda/app/cockpit/default/" : "/camunda/app/tasklist/default/");
        return visitor;
    }

    private List<String> doors() {
        var doors = new ArrayList<>(List.of(ENGINE + "/task", ENGINE + "/task/count"));
        filters.createFilterQuery().list().stream().map(Filter::getId).forEach(id -> {
            doors.add(ENGINE + "/filter/" + id + "/list");
            doors.add(ENGINE + "/filter/" + id + "/count");
            doors.add(ENGINE + "/filter/" + id + "/singleResult");
        });
        return doors;
    }

    private static List<String> keys() {
        var keys = Arrays.stream(TaskQueryDto.class.getMethods())
                .map(method -> method.getName())
                .filter(name -> name.startsWith("set") && name.endsWith("Expression"))
                .map(name -> Character.toLowerCase(name.charAt(3)) + name.substring(4))
                .toList();
        assertThat(keys).contains("assigneeExpression").hasSizeGreaterThan(10);
        return keys;
    }

    private static String outer(String key, String expression) {
        return "{\"" + key + "\":\"" + expression + "\"}";
    }

    private static String nested(String key, String expression) {
        return "{\"orQueries\":[" + outer(key, expression) + "]}";
    }
}
