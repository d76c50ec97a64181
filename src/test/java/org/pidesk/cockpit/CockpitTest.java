package org.pidesk.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;
import static org.pidesk.sandbox.SamplePeople.THANDI;
import static org.pidesk.sandbox.SamplePeople.THANDIS_MOBILE;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.campaign.CampaignStage;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.Stage;
import org.pidesk.sandbox.SamplePeople;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What our parts of Cockpit are answered with: their own organisation's cases, and nobody else's. */
@PiDeskTest
class CockpitTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String FIGURES = "/desk/cockpit/figures";

    @LocalServerPort
    int port;

    @Autowired
    Stage stage;

    @Autowired
    CampaignStage campaigns;

    @Autowired
    SamplePeople people;

    @Autowired
    StaffMembers staff;

    @Autowired
    JdbcClient database;

    @Autowired
    ManagementService management;

    @Autowired
    Clock clock;

    private final Map<String, Visitor> visitors = new HashMap<>();
    private ProcessInstance process;

    @BeforeEach
    void aCaseOfAbcMotors() {
        people.moveIn();
        hire("naledi", Role.DEALERSHIP_STAFF, ABC_MOTORS);
        hire("johan", Role.COMPLIANCE_MANAGER, ABC_MOTORS);
        hire("imran", Role.COMPLIANCE_MANAGER, SEA_POINT_CARS);
        staff.register(Hires.ADMIN, PASSWORD);
        process = stage.withdraw(THANDI);
        stage.work();
    }

    @Test
    void showsAComplianceManagerHowTheirOrganisationStands() {
        assertThat(get("johan", FIGURES).body())
                .contains("\"name\":\"ABC Motors\",\"open\":1,")
                .contains("\"name\":\"Withdrawal of consent\",\"open\":1,")
                .contains("\"name\":\"Alteration\",\"open\":0,");
        assertThat(get("imran", FIGURES).body())
                .contains("\"name\":\"Sea Point Cars\",\"open\":0,")
                .doesNotContain("ABC", "\"open\":1");
    }

    @Test
    void isNotThereForAnybodyElse() {
        for (var address : List.of(FIGURES, sight(process), activities(process))) {
            assertThat(get("johan", address).statusCode()).isEqualTo(200);
            for (var other : List.of("naledi", "admin")) {
                assertThat(get(other, address).statusCode()).as(other).isEqualTo(404);
            }
            assertThat(new Visitor(port).call("GET", address, null).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void showsTheDatesOfACaseAndWhoHasIt() {
        climbs("HALF");

        var sight = get("johan", sight(process)).body();

        assertThat(sight)
                .contains(process.getBusinessKey(), "\"type\":\"Withdrawal of consent\"", "that day is not counted.")
                .contains("Half of the time is gone\",\"dueAt\":\"")
                .contains("\"name\":\"At risk: four fifths of the time are gone\",\"dueAt\":null")
                .contains("\"assignee\":null,\"groups\":[\"Staff\"]");
        assertThat(get("imran", sight(process)).statusCode()).isEqualTo(404);
        assertThat(get("johan", "/desk/cockpit/cases/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsNothingPersonal() {
        for (var address : List.of(FIGURES, sight(process), activities(process))) {
            assertThat(get("johan", address).body())
                    .doesNotContainIgnoringCase("thandi", "nkosi", THANDIS_MOBILE.value(), "@");
        }
    }

    /** The ladder's timers run beside the case: nothing waits for them. */
    @Test
    void leavesTheLadderOutOfTheTimeSpent() {
        climbsOneRung();
        climbsOneRung();
        assertThat(database.sql("select count(*) from act_hi_actinst"
                                + " where act_id_ = 'event_theNextRungIsReached' and end_time_ is not null")
                        .query(Integer.class)
                        .single())
                .isPositive();
        stage.decideThatNothingHolds(process);
        stage.work();

        assertThat(get("johan", removal()).body()).contains("userTask_decideWhatMustStay");
        assertThat(get("johan", removal()).body()).doesNotContain("Rung");
        assertThat(get("johan", activities(process)).body()).doesNotContain("Rung");
    }

    @Test
    void saysWhereTimeIsSpent() {
        assertThat(get("johan", removal()).body()).isEqualTo("[]");
        stage.pass(Duration.ofHours(30));
        stage.decideThatNothingHolds(process);
        stage.work();

        assertThat(get("johan", removal()).body())
                // thirty hours
                .containsPattern("userTask_decideWhatMustStay\",\"name\":\"Decide what must stay\","
                        + "\"number\":1,\"median\":1080\\d\\d,\"longest\":1080\\d\\d");
        assertThat(get("imran", removal()).body()).isEqualTo("[]");
        stage.pass(Duration.ofDays(CaseFigures.DAYS + 1));
        assertThat(get("johan", removal()).body()).doesNotContain("userTask_decideWhatMustStay");
    }

    @Test
    void saysNothingOfACampaignAtTheAddressOfACase() {
        var campaign = campaigns.ask(CampaignStage.THREE_STRANGERS);

        assertThat(get("johan", "/desk/cockpit/cases/" + campaign.getId()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void saysNothingOfAProcessThatIsNoCase() {
        var others = database.sql("select id_ from act_re_procdef where key_ = 'deviceVerification'")
                .query(String.class)
                .list();

        assertThat(others).isNotEmpty();
        Stream.concat(others.stream(), Stream.of("", "nothing:1:2"))
                .forEach(definition -> assertThat(get("johan", "/desk/cockpit/activities?definition=" + definition)
                                .statusCode())
                        .isEqualTo(404));
    }

    /** Neither a letter nor a day that the database could not keep. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/cockpit/activities?definition=%00",
                "/desk/task-cases?ids=a%00b",
                "/desk/changes?to=%2B999999999-12-31",
                "/desk/changes?from=-5000-01-01"
            })
    void letsNothingInThatNobodyCanMean(String address) {
        assertThat(get("johan", address).statusCode()).isEqualTo(400);
        assertThat(get("johan", address.replaceAll("=.*", "=")).statusCode()).isNotEqualTo(400);
    }

    @Test
    void takesNoSuchDayForAPlaceInTheList() {
        for (var day : Map.of("2027-03-31", 200, "%2B99999999-01-01", 400).entrySet()) {
            assertThat(get("johan", "/desk/cases?after=" + day.getKey() + "/" + process.getBusinessKey())
                            .statusCode())
                    .isEqualTo(day.getValue());
        }
    }

    @Test
    void sendsWordsThatLookLikeMarkupAsWords() {
        database.sql("update processing_system set name = ? where organisation = ?"
                        + " and id = (select min(id::text)::uuid from processing_system where organisation = ?)")
                .params("<img src=x onerror=alert(1)>", ABC_MOTORS.value(), ABC_MOTORS.value())
                .update();
        database.sql("insert into waiting_figure select id, ?, null, 1 from processing_system where organisation = ?")
                .params(LocalDate.now(clock), ABC_MOTORS.value())
                .update();

        var answer = get("johan", FIGURES);

        assertThat(answer.body()).contains("<img src=x");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    private void climbsOneRung() {
        var reached = management
                .createJobQuery()
                .processInstanceId(process.getId())
                .timers()
                .singleResult()
                .getDuedate()
                .toInstant();
        stage.pass(Duration.between(clock.instant(), reached).plusSeconds(1));
    }

    private void climbs(String rung) {
        database.sql("insert into case_rung (reference, rung, due_at, reached_at) values (?, ?, now(), now())")
                .params(process.getBusinessKey(), rung)
                .update();
    }

    /** The decision is asked in the process that a withdrawal calls. */
    private String removal() {
        return "/desk/cockpit/activities?definition="
                + database.sql(
                                "select id_ from act_re_procdef where key_ = 'deIdentify' order by version_ desc limit 1")
                        .query(String.class)
                        .single();
    }

    private static String sight(ProcessInstance process) {
        return "/desk/cockpit/cases/" + process.getId();
    }

    private static String activities(ProcessInstance process) {
        return "/desk/cockpit/activities?definition=" + process.getProcessDefinitionId();
    }

    private HttpResponse<String> get(String name, String address) {
        return visitors.computeIfAbsent(name, one -> Visitor.signedIn(port, one, PASSWORD))
                .call("GET", address, null);
    }

    private void hire(String name, Role role, OrganisationId organisation) {
        staff.register(Hires.member(name, "Somebody", role, organisation), PASSWORD);
    }
}
