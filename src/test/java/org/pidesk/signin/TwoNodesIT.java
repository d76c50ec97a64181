package org.pidesk.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.signin.Dealerships.ABC;
import static org.pidesk.signin.Dealerships.PASSWORD;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.Test;
import org.pidesk.DatabasePasswords;
import org.pidesk.PiDesk;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.bench.Neighbour;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Hires;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMembers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;

/**
 * Two nodes on one database: what is done to an account on this one, the other follows within a minute; and who guesses
 * at both gets no more guesses than at one.
 */
@PiDeskTest
class TwoNodesIT {
    private static final String TASKS = "/camunda/api/engine/engine/default/task";
    private static final Duration A_MINUTE_AND_A_BIT = Duration.ofSeconds(63);

    @Autowired
    Organisations organisations;

    @Autowired
    StaffMembers staff;

    @Autowired
    StaffAccounts accounts;

    @Autowired
    SignInAlerts alerts;

    @Autowired
    TaskService tasks;

    @LocalServerPort
    int port;

    @Test
    void endsWhatIsOpenOnTheOtherNode(@Autowired Environment settings, @Autowired JdbcConnectionDetails database)
            throws Exception {
        Dealerships.open(organisations, staff);
        try (var other = start(settings, database)) {
            var naledi = atWork("naledi", other);
            var zanele = atWork("zanele", other);
            var johan = atWork("johan", other);
            var imran = atWork("imran", other);

            accounts.disable(Hires.ADMIN, "naledi");
            accounts.endSessions(Hires.ADMIN, "zanele");
            Hires.change(accounts, Hires.member("johan", "Johan Botha", Role.DEALERSHIP_STAFF, ABC));

            var end = System.nanoTime() + A_MINUTE_AND_A_BIT.toNanos();
            while (System.nanoTime() < end && (isAtWork(naledi) || isAtWork(zanele) || isAtWork(johan))) {
                Thread.sleep(500);
            }
            assertThat(isAtWork(naledi)).isFalse();
            assertThat(isAtWork(zanele)).isFalse();
            assertThat(isAtWork(johan)).isFalse();
            assertThat(isAtWork(imran)).isTrue();
            assertThat(new Visitor(other.port()).signIn("naledi", PASSWORD).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void countsGuessesThatComeToBothAtOnce(@Autowired Environment settings, @Autowired JdbcConnectionDetails database)
            throws Exception {
        Dealerships.open(organisations, staff);
        try (var other = start(settings, database)) {
            var threads = Executors.newFixedThreadPool(10);
            var looked = 0;
            for (var answer : threads.invokeAll(IntStream.range(0, 50)
                    .<Callable<String>>mapToObj(i -> () -> guess(i % 2 == 0 ? port : other.port()))
                    .toList())) {
                looked += answer.get().contains("do not belong together") ? 1 : 0;
            }
            threads.shutdown();
            alerts.raise();

            assertThat(looked).isBetween(1, 3);
            assertThat(tasks.createTaskQuery()
                            .taskDefinitionKey("userTask_investigateSignInAttempts")
                            .count())
                    .isEqualTo(1);
            // her own browser is let in; any other brings the check first, right as the password may be
            assertThat(new Visitor(other.port()).signIn("naledi", PASSWORD).statusCode())
                    .isEqualTo(302);
            var another = new Visitor(other.port());
            assertThat(another.signInAsAStranger("naledi", PASSWORD).statusCode())
                    .isEqualTo(401);
            var answer = Solver.solve(
                    new Visitor(port).call("GET", "/login/check", null).body());
            assertThat(another.submit("/login", Map.of("username", "naledi", "password", PASSWORD, "altcha", answer))
                            .statusCode())
                    .isEqualTo(302);
        }
    }

    private static String guess(int port) {
        return new Visitor(port).signInAsAStranger("naledi", "not it").body();
    }

    private static Visitor atWork(String username, Neighbour node) {
        var visitor = new Visitor(node.port());
        assertThat(visitor.signIn(username, PASSWORD).statusCode()).isEqualTo(302);
        assertThat(isAtWork(visitor)).isTrue();
        return visitor;
    }

    private static boolean isAtWork(Visitor visitor) {
        var status = visitor.call("GET", TASKS, null).statusCode();
        assertThat(status).isIn(200, 401);
        return status == 200;
    }

    private static Neighbour start(Environment settings, JdbcConnectionDetails database) throws Exception {
        return Neighbour.start(
                List.of("-XX:TieredStopAtLevel=1"),
                PiDesk.class,
                "--spring.datasource.url=" + database.getJdbcUrl(),
                "--spring.datasource.username=" + database.getUsername(),
                "--spring.datasource.password=" + database.getPassword(),
                "--spring.flyway.user=pidesk_owner",
                "--spring.flyway.password=" + new DatabasePasswords(settings).of("pidesk_owner"),
                "--pidesk.secret=" + settings.getRequiredProperty("pidesk.secret"),
                // its keys are of no use without the first one's secrets, and go with them
                "--pidesk.data-dir=" + settings.getRequiredProperty("pidesk.data-dir") + "/second-node",
                "--pidesk.journal.folder=" + settings.getRequiredProperty("pidesk.data-dir") + "/journal",
                "--pidesk.base-url=http://localhost",
                "--pidesk.background=false",
                "--camunda.bpm.job-execution.enabled=false");
    }
}
