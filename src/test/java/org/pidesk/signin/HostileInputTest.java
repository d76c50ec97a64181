package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.signin.Dealerships.ABC;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is sent to the engine to be run, read or believed: models, variables, messages. */
@PiDeskTest
class HostileInputTest {
    private static final String ENGINE = "/camunda/api/engine/engine/default";
    private static final String A_CALCULATION = "${7654321*3}";

    @LocalServerPort
    int port;

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcTemplate database;

    OpenCases cases;
    OpenCases.Case ofAbc;

    @BeforeEach
    void aCase() {
        Dealerships.open(organisations, staff);
        cases = new OpenCases(engine, database);
        ofAbc = cases.open(ABC);
    }

    @AfterEach
    void close() {
        cases.close();
    }

    /** Expressions and decision tables need these two, which open no file and start no program. */
    @Test
    void findsNoLanguageToRunScriptsIn() {
        assertThat(new ScriptEngineManager().getEngineFactories().stream().map(ScriptEngineFactory::getLanguageName))
                .isNotEmpty()
                .allMatch(language -> language.matches("feel(-unary-tests)?|JSP 2.1 EL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"naledi", "johan", "admin"})
    void isDeployedForNobody(String username) {
        var before = engine.getRepositoryService().createDeploymentQuery().count();
        var somebody = signedIn(username);

        for (var address : List.of("/deployment/create", "/deployment/x/redeploy")) {
            assertThat(somebody.call("POST", ENGINE + address, model("")).statusCode())
                    .isEqualTo(403);
        }
        assertThat(engine.getRepositoryService().createDeploymentQuery().count())
                .isEqualTo(before);
    }

    @Test
    void bringsNoVariableIntoACaseWithATask() {
        var naledi = signedIn("naledi");
        naledi.call("POST", ENGINE + "/task/" + ofAbc.staffTask() + "/claim", "{\"userId\":\"naledi\"}");

        for (var way : List.of("/submit-form", "/complete")) {
            for (var name : List.of("approved", "staff", "compliance", "reference", "${x}", "__proto__")) {
                var sent = naledi.call(
                        "POST",
                        ENGINE + "/task/" + ofAbc.staffTask() + way,
                        "{\"variables\":{\"" + name + "\":{\"value\":\"" + A_CALCULATION + "\"}}}");

                assertThat(sent.statusCode()).as(way + " " + name).isGreaterThanOrEqualTo(400);
            }
        }

        assertThat(variables()).containsOnlyKeys("staff", "compliance");
        assertThat(engine.getTaskService()
                        .createTaskQuery()
                        .taskId(ofAbc.staffTask())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void staysTheTextThatItIs() {
        engine.getRuntimeService().setVariable(ofAbc.instance(), "text", A_CALCULATION);

        assertThat(engine.getRuntimeService().getVariable(ofAbc.instance(), "text"))
                .isEqualTo(A_CALCULATION);
        assertThat(signedIn("naledi").call("GET", ENGINE + "/task", null).body())
                .contains("Of staff")
                .doesNotContain("22962963");
    }

    /** What a person typed may stand in the name of a task; it is not taken for an expression there. */
    @Test
    void isNotReckonedWhereAModelShowsIt() {
        var deployment = deploy(model("")
                .replace(
                        "<startEvent id=\"s\"/>",
                        "<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"t\"/>"
                                + "<userTask id=\"t\" name=\"${text}\"><documentation>${text}</documentation>"
                                + "<extensionElements><c:inputOutput>"
                                + "<c:inputParameter name=\"copy\">${text}</c:inputParameter>"
                                + "</c:inputOutput></extensionElements></userTask>"));
        try {
            engine.getRuntimeService().startProcessInstanceByKey("hostile", Map.of("text", A_CALCULATION));
            var task = engine.getTaskService()
                    .createTaskQuery()
                    .processDefinitionKey("hostile")
                    .singleResult();

            assertThat(task.getName()).isEqualTo(A_CALCULATION);
            assertThat(task.getDescription()).isEqualTo(A_CALCULATION);
            assertThat(engine.getTaskService().getVariable(task.getId(), "copy"))
                    .isEqualTo(A_CALCULATION);
        } finally {
            engine.getRepositoryService().deleteDeployment(deployment, true);
        }
    }

    @Test
    void isNotReadAsAJavaObject() throws IOException {
        var naledi = signedIn("naledi");
        var object = "{\"value\":\"" + serialized(new Canary()) + "\",\"type\":\"Object\",\"valueInfo\":{"
                + "\"objectTypeName\":\"" + Canary.class.getName() + "\","
                + "\"serializationDataFormat\":\"application/x-java-serialized-object\"}}";

        assertThat(naledi.call("PUT", ENGINE + "/process-instance/" + ofAbc.instance() + "/variables/approved", object)
                        .statusCode())
                .isEqualTo(403);
        assertThat(naledi.call(
                                "POST",
                                ENGINE + "/task/" + ofAbc.staffTask() + "/complete",
                                "{\"variables\":{\"approved\":" + object + "}}")
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(variables()).containsOnlyKeys("staff", "compliance");
        assertThat(Canary.hatched).isFalse();
    }

    @Test
    void wouldNoticeAnObjectThatIsRead() throws IOException, ClassNotFoundException {
        try (var in = new ObjectInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(serialized(new Canary()))))) {
            in.readObject();
        }

        assertThat(Canary.hatched).isTrue();
        Canary.hatched = false;
    }

    @Test
    void readsNoFileOfTheServerInAModel(@TempDir Path folder) throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "the secret of the house");

        assertThatThrownBy(() -> deploy(model("<!DOCTYPE d [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>")
                        .replace("NAME", "&x;")))
                .isInstanceOf(ProcessEngineException.class)
                .hasStackTraceContaining("DOCTYPE")
                .extracting(HostileInputTest::everythingSaid)
                .asString()
                .doesNotContain("the secret of the house");
    }

    @Test
    void callsNobodyForAModel() throws IOException {
        try (var canary = new ServerSocket(0)) {
            canary.setSoTimeout(500);
            var address = "http://127.0.0.1:" + canary.getLocalPort() + "/x.dtd";

            for (var attack : List.of(
                    "<!DOCTYPE d SYSTEM \"" + address + "\">",
                    "<!DOCTYPE d [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]>")) {
                assertThatThrownBy(() -> deploy(model(attack))).isInstanceOf(ProcessEngineException.class);
            }

            assertThatThrownBy(canary::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void laughsNotABillionTimes() {
        var laughs = new StringBuilder("<!DOCTYPE d [<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }

        // not even the first of them
        assertThatThrownBy(() -> deploy(model(laughs + "]>").replace("NAME", "&l9;")))
                .isInstanceOf(ProcessEngineException.class)
                .hasStackTraceContaining("DOCTYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"naledi", "johan", "admin", "zanele"})
    void reachesNoCaseAsAMessage(String username) {
        var somebody = signedIn(username);

        for (var body : List.of(
                "{\"messageName\":\"message_cancelled\",\"businessKey\":\"" + ofAbc.reference() + "\"}",
                "{\"messageName\":\"message_cancelled\",\"all\":true}",
                "{\"name\":\"signal\"}")) {
            for (var address : List.of(
                    "/message", "/signal", "/execution/x/signal", "/execution/x/messageSubscriptions/m/trigger")) {
                assertThat(somebody.call("POST", ENGINE + address, body).statusCode())
                        .as(address)
                        .isEqualTo(403);
            }
        }
    }

    private Map<String, Object> variables() {
        return engine.getRuntimeService().getVariables(ofAbc.instance());
    }

    private String deploy(String model) {
        return engine.getRepositoryService()
                .createDeployment()
                .addInputStream("hostile.bpmn", new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)))
                .deploy()
                .getId();
    }

    private static String model(String doctype) {
        return "<?xml version=\"1.0\"?>" + doctype
                + "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\">"
                + "<process id=\"hostile\" name=\"NAME\" isExecutable=\"true\" xmlns:c=\"http://camunda.org/schema/1.0/bpmn\" c:historyTimeToLive=\"1\"><startEvent id=\"s\"/></process>"
                + "</definitions>";
    }

    private static String everythingSaid(Throwable thrown) {
        var said = new StringBuilder();
        for (var one = thrown; one != null; one = one.getCause()) {
            said.append(one.getMessage()).append('\n');
        }
        return said.toString();
    }

    private Visitor signedIn(String username) {
        var visitor = new Visitor(port);
        visitor.signIn(username, PASSWORD);
        // here Camunda gives the token that its changes need
        visitor.get(username.equals("admin") ? "/camunda/app/cockpit/default/" : "/camunda/app/tasklist/default/");
        return visitor;
    }

    private static String serialized(Object object) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** Tells when somebody reads it. */
    private static final class Canary implements Serializable {
        private static final long serialVersionUID = 1;
        static boolean hatched;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            hatched = true;
        }
    }
}
