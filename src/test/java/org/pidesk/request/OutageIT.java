package org.pidesk.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pidesk.PiDesk;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.identity.Proof;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MovableClock;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A thousand cases are open when the product stops, and it is started again forty days later. */
@Tag("night")
class OutageIT {
    private static final int CASES = 1_000;
    private static final Duration OUTAGE = Duration.ofDays(40);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String REMINDERS =
            "kind in ('HALF_OF_TIME_GONE', 'CASE_AT_RISK', 'LAST_WORKING_DAY_OVER', 'TASK_IS_LATE')";
    private static final String DUE = "select count(*) from act_ru_job where retries_ > 0 and suspension_state_ = 1"
            + " and (duedate_ is null or duedate_ <= ?)";

    @TempDir
    private Path data;

    @Test
    void comesBackWithEachRungReachedOnceAtItsTrueMomentAndFloodsNobody() {
        try (var before = start(Duration.ZERO)) {
            IntStream.range(0, CASES).forEach(n -> ask(before, n));
            awaitNothingDue(before);
            assertThat(count(before, "request where closed_at is null")).isEqualTo(CASES);
        }

        var from = System.nanoTime();
        try (var after = start(OUTAGE)) {
            System.out.printf("Up again after %d s.%n", seconds(from));
            awaitNothingDue(after);
            System.out.printf("Nothing is due any more after %d s.%n", seconds(from));

            assertThat(after.getBean(JdbcClient.class)
                            .sql("select rung || ' ' || count(*) from case_rung group by rung order by rung")
                            .query(String.class)
                            .list())
                    .containsExactly("AT_RISK 1000", "BREACHED 1000", "HALF 1000", "WORKING_DEADLINE 1000");
            assertThat(
                            count(
                                    after,
                                    "request where breached_at is distinct from"
                                            + " (due + 1)::timestamp at time zone 'Africa/Johannesburg' or closed_at is not null"))
                    .isZero();
            assertThat(count(after, "fact where kind = 'RUNG_REACHED'")).isEqualTo(4 * CASES);
            assertThat(count(
                            after,
                            "(select lag(at) over (partition by reference order by number) > at as back from fact) f"
                                    + " where back"))
                    .isZero();
            assertThat(count(after, "act_ru_incident where incident_type_ = 'failedJob'"))
                    .isZero();
            // four people: two key contacts, the compliance manager and the Information Officer
            assertThat(count(after, "notice where kind = 'LAST_DAY_OVER'")).isEqualTo(4 * LateMails.AN_HOUR);
            // reminders of tasks are counted by themselves
            assertThat(count(after, "notice where " + REMINDERS)).isLessThanOrEqualTo(4 * LateMails.AN_HOUR);
            assertThat(count(after, "notice where kind = 'MANY_CASES_LATE'")).isBetween(4L, 2 * 4L);
        }
    }

    /** Each of the four processes in turn, by a person of its own. */
    private static void ask(ConfigurableApplicationContext product, int number) {
        var address = EmailAddress.parse("person" + number + "@example.com");
        var proof = new Proof(
                SamplePeople.ABC_MOTORS,
                address,
                product.getBean(MovableClock.class).instant());
        if (number % 4 > 0) {
            product.getBean(Contacts.class)
                    .add(new Contact(SamplePeople.ABC_MOTORS, "Person", "Number" + number, "Walked in")
                            .reachedAt(address));
        }
        switch (number % 4) {
            case 0 -> product.getBean(LookUps.class).lookedUp(proof);
            case 1 ->
                product.getBean(Alterations.class)
                        .ask(proof, new AlterationAsked(Map.of(Field.SURNAME, "Other"), null), "outage");
            case 2 -> product.getBean(Withdrawals.class).receive(proof, "outage");
            default -> product.getBean(DeIdentifications.class).receive(proof, "outage");
        }
    }

    private ConfigurableApplicationContext start(Duration later) {
        return new SpringApplicationBuilder(PiDesk.class)
                .initializers(context -> context.getBeanFactory().addBeanPostProcessor(movingOnBy(later)))
                .run("--pidesk.data-dir=" + data, "--server.port=0", "--pidesk.base-url=http://localhost");
    }

    /** Before anything that uses the clock has seen it. */
    private static BeanPostProcessor movingOnBy(Duration later) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof MovableClock clock) {
                    clock.advance(later);
                }
                return bean;
            }
        };
    }

    private static void awaitNothingDue(ConfigurableApplicationContext product) {
        var database = product.getBean(JdbcClient.class);
        var clock = product.getBean(MovableClock.class);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> List.of(
                                database.sql(DUE)
                                        .param(Timestamp.from(clock.instant()))
                                        .query(Long.class)
                                        .single(),
                                count(product, "notice where status = 'PENDING'"))
                        .stream()
                        .allMatch(number -> number == 0));
    }

    private static long count(ConfigurableApplicationContext product, String rows) {
        return product.getBean(JdbcClient.class)
                .sql("select count(*) from " + rows)
                .query(Long.class)
                .single();
    }

    private static long seconds(long from) {
        return Duration.ofNanos(System.nanoTime() - from).toSeconds();
    }
}
