package org.pidesk.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.OrganisationId;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@PiDeskTest
class SuppressionsTest {
    private static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");
    private static final OrganisationId XYZ_MOTORS = new OrganisationId("xyz-motors");
    private static final Address THANDI = Address.parse("thandi@example.com");
    private static final Address PIETER = Address.parse("082 123 4567");

    @Autowired
    Suppressions suppressions;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void coversFromTheMomentTheCallerCommits() {
        transaction.executeWithoutResult(status -> suppressions.cover(ABC_MOTORS, THANDI));

        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
        assertThat(suppressions.covers(ABC_MOTORS, PIETER)).isFalse();
    }

    @Test
    void coversNothingForACallerThatRollsBack() {
        transaction.executeWithoutResult(status -> {
            suppressions.cover(ABC_MOTORS, THANDI);
            status.setRollbackOnly();
        });

        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isFalse();
    }

    @Test
    void staysInForceOnceShuffled() {
        coverBoth();

        suppressions.shuffle();

        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
        assertThat(suppressions.covers(ABC_MOTORS, PIETER)).isTrue();
        assertThat(intake.size()).isZero();
        assertThat(count("suppressed_email")).isOne();
        assertThat(count("suppressed_mobile")).isOne();
    }

    @Test
    void keepsWhatItHeldWhenNewcomersArrive() {
        coverBoth();
        suppressions.shuffle();

        suppressions.cover(ABC_MOTORS, Address.parse("fred.basset@somewhere.com"));
        suppressions.shuffle();

        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isTrue();
        assertThat(count("suppressed_email")).isEqualTo(2);
    }

    @Test
    void letsAnAddressGoThatItsHolderWantsWrittenToAndNoOther() {
        coverBoth();
        suppressions.cover(XYZ_MOTORS, THANDI);
        suppressions.shuffle();
        coverBoth();
        suppressions.cover(ABC_MOTORS, Address.parse("fred.basset@somewhere.com"));

        suppressions.lift(ABC_MOTORS, THANDI);

        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isFalse();
        assertThat(suppressions.covers(ABC_MOTORS, PIETER)).isTrue();
        assertThat(suppressions.covers(XYZ_MOTORS, THANDI)).isTrue();
        assertThat(suppressions.covers(ABC_MOTORS, Address.parse("fred.basset@somewhere.com")))
                .isTrue();
    }

    @Test
    void letsAnAddressGoThatStillWaitsInTheIntake() {
        suppressions.cover(ABC_MOTORS, THANDI);

        suppressions.lift(ABC_MOTORS, THANDI);
        suppressions.shuffle();

        assertThat(suppressions.covers(ABC_MOTORS, THANDI)).isFalse();
        assertThat(intake.size()).isZero();
    }

    @Test
    void holdsAnAddressOnceHoweverOftenItIsCovered() {
        coverBoth();
        coverBoth();
        assertThat(intake.size()).isEqualTo(2);

        suppressions.shuffle();
        coverBoth();

        assertThat(intake.size()).isZero();
        assertThat(count("suppressed_email")).isOne();
    }

    @Test
    void knowsANumberInEverySpelling() {
        suppressions.cover(ABC_MOTORS, PIETER);

        for (var spelling : List.of("0821234567", "+27 82 123 4567", "0027821234567", "+27 (0)82-123-4567")) {
            assertThat(suppressions.covers(ABC_MOTORS, Address.parse(spelling)))
                    .as(spelling)
                    .isTrue();
        }
        assertThat(suppressions.covers(ABC_MOTORS, Address.parse("082 123 4568")))
                .isFalse();
    }

    @Test
    void knowsAnEmailInEitherCase() {
        suppressions.cover(ABC_MOTORS, THANDI);

        assertThat(suppressions.covers(ABC_MOTORS, Address.parse("Thandi@Example.COM")))
                .isTrue();
    }

    @Test
    void sharesNothingBetweenOrganisations() {
        suppressions.cover(ABC_MOTORS, THANDI);
        assertThat(suppressions.covers(XYZ_MOTORS, THANDI)).isFalse();

        suppressions.cover(XYZ_MOTORS, THANDI);
        suppressions.shuffle();

        assertThat(count("suppressed_email")).isEqualTo(2);
    }

    @Test
    void answersForManyAtOnce() {
        var fred = Address.parse("fred@sea.example.com");
        suppressions.cover(ABC_MOTORS, THANDI);
        suppressions.shuffle();
        suppressions.cover(ABC_MOTORS, PIETER);

        assertThat(suppressions.coveredAmong(ABC_MOTORS, List.of(THANDI, PIETER, fred, THANDI)))
                .containsExactlyInAnyOrder(THANDI, PIETER);
        assertThat(suppressions.coveredAmong(XYZ_MOTORS, List.of(THANDI, PIETER)))
                .isEmpty();
        assertThat(suppressions.coveredAmong(ABC_MOTORS, List.of())).isEmpty();
    }

    @Test
    void isRewrittenByNobodyElsesTransaction() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> suppressions.shuffle()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void answersWhileAListIsRewritten() {
        coverBoth();
        suppressions.shuffle();

        transaction.executeWithoutResult(status -> {
            sql.sql("lock table suppressed_email in exclusive mode").update();
            sql.sql("delete from suppressed_email").update();
            assertThat(elsewhere(() -> suppressions.covers(ABC_MOTORS, THANDI))).isTrue();
            status.setRollbackOnly();
        });
    }

    private static boolean elsewhere(java.util.function.BooleanSupplier question) {
        return java.util.concurrent.CompletableFuture.supplyAsync(question::getAsBoolean)
                .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    private void coverBoth() {
        suppressions.cover(ABC_MOTORS, THANDI);
        suppressions.cover(ABC_MOTORS, PIETER);
    }

    private long count(String table) {
        return sql.sql("select count(*) from " + table).query(Long.class).single();
    }
}
