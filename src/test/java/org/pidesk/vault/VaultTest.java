package org.pidesk.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.kernel.ClockGap;
import org.pidesk.kernel.MovableClock;
import org.pidesk.kernel.Reference;
import org.pidesk.vault.Envelopes.Envelope;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@PiDeskTest
class VaultTest {
    private static final String EVIDENCE = "evidence";
    private static final String THANDI = "Thandi Mokoena, thandi@example.com";

    @Autowired
    Vault vault;

    @Autowired
    Envelopes envelopes;

    @Autowired
    KeyStore keys;

    @Autowired
    DayKeys days;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    private final Reference reference = Reference.random();

    @Test
    void opensWhatWasSealed() {
        vault.seal(reference, EVIDENCE, THANDI, null);

        assertThat(vault.open(reference, EVIDENCE)).contains(THANDI);
    }

    @Test
    void holdsNothingForAnotherNameOrCase() {
        vault.seal(reference, EVIDENCE, THANDI, null);

        assertThat(vault.open(reference, "working-copy")).isEmpty();
        assertThat(vault.open(Reference.random(), EVIDENCE)).isEmpty();
    }

    @Test
    void keepsNoReadableTextInTheDatabase() {
        vault.seal(reference, EVIDENCE, THANDI, null);

        assertThat(new String(row().ciphertext(), StandardCharsets.ISO_8859_1)).doesNotContain("Thandi");
    }

    @Test
    void refusesATextThatWasLaidIntoAnotherCase() {
        vault.seal(reference, EVIDENCE, THANDI, null);
        var mallory = Reference.random();
        sql.sql("update vault_envelope set reference = ?")
                .param(mallory.value())
                .update();

        assertThatThrownBy(() -> vault.open(mallory, EVIDENCE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void destroysTheKeyAndWithItEveryCopy() {
        vault.seal(reference, EVIDENCE, THANDI, LocalDate.now(clock).plusYears(3));
        var backup = row();

        vault.destroy(reference, EVIDENCE);

        assertThat(keys.find(backup.keyId().toString())).isEmpty();
        assertThat(rows()).isZero();
        envelopes.put(reference, EVIDENCE, backup, clock.instant());
        assertThat(vault.open(reference, EVIDENCE)).isEmpty();
        assertThat(vault.keptUntil(reference, EVIDENCE)).isEmpty();
    }

    @Test
    void destroysTwiceWithoutComplaint() {
        vault.seal(reference, EVIDENCE, THANDI, null);
        vault.destroy(reference, EVIDENCE);
        vault.destroy(reference, EVIDENCE);
        vault.destroy(Reference.random(), EVIDENCE);
    }

    @Test
    void keepsTheKeyUntilTheCallerCommits() {
        vault.seal(reference, EVIDENCE, THANDI, null);
        var key = row().keyId().toString();

        transaction.executeWithoutResult(status -> {
            vault.destroy(reference, EVIDENCE);
            assertThat(keys.find(key)).isPresent();
        });

        assertThat(keys.find(key)).isEmpty();
    }

    @Test
    void destroysNothingForACallerThatRollsBack() {
        vault.seal(reference, EVIDENCE, THANDI, null);

        transaction.executeWithoutResult(status -> {
            vault.destroy(reference, EVIDENCE);
            status.setRollbackOnly();
        });
        vault.sweep();

        assertThat(vault.open(reference, EVIDENCE)).contains(THANDI);
    }

    @Test
    void leavesNeitherRowNorKeyOfACallerThatRollsBack() {
        var before = keys.names();

        transaction.executeWithoutResult(status -> {
            vault.seal(reference, EVIDENCE, THANDI, null);
            status.setRollbackOnly();
        });

        assertThat(vault.open(reference, EVIDENCE)).isEmpty();
        assertThat(keys.names()).containsExactlyInAnyOrderElementsOf(before);
    }

    /** The row may be there: Spring calls it rolled back, and does not know. */
    @Test
    void leavesTheKeyWhereNobodyKnowsHowTheCommitEnded() {
        var before = keys.names();
        var end = new LineBreaksAtTheCommit();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    vault.seal(reference, EVIDENCE, THANDI, null);
                    TransactionSynchronizationManager.registerSynchronization(end);
                }))
                .isInstanceOf(RuntimeException.class);

        assertThat(end.status).isEqualTo(TransactionSynchronization.STATUS_ROLLED_BACK);
        assertThat(keys.names()).hasSize(before.size() + 1);
    }

    private final class LineBreaksAtTheCommit implements TransactionSynchronization {
        private int status;

        @Override
        public void beforeCommit(boolean readOnly) {
            var line = sql.sql("select pg_backend_pid()").query(Integer.class).single();
            CompletableFuture.runAsync(() -> sql.sql("select pg_terminate_backend(?)")
                            .param(line)
                            .query(Boolean.class)
                            .single())
                    .join();
        }

        @Override
        public void afterCompletion(int how) {
            status = how;
        }
    }

    @Test
    void sealsAgainUnderANewKeyAndDestroysTheOld() {
        vault.seal(reference, EVIDENCE, THANDI, null);
        var old = row();

        vault.seal(reference, EVIDENCE, "less", null);

        assertThat(vault.open(reference, EVIDENCE)).contains("less");
        assertThat(keys.find(old.keyId().toString())).isEmpty();
    }

    @Test
    void keepsTheOldTextWhenSealingAgainRollsBack() {
        vault.seal(reference, EVIDENCE, THANDI, null);

        transaction.executeWithoutResult(status -> {
            vault.seal(reference, EVIDENCE, "less", null);
            status.setRollbackOnly();
        });

        assertThat(vault.open(reference, EVIDENCE)).contains(THANDI);
    }

    @Test
    void finishesADestructionThatACrashInterrupted() {
        vault.seal(reference, EVIDENCE, THANDI, null);
        var key = row().keyId().toString();
        envelopes.condemn(reference, EVIDENCE, clock.instant());
        assertThat(keys.find(key)).isPresent();

        vault.sweep();

        assertThat(keys.find(key)).isEmpty();
        assertThat(condemned(key)).isFalse();
    }

    @Test
    void destroysAKeyWithoutARowOnlyAfterFourteenDays() {
        var alone = UUID.randomUUID().toString();
        keys.obtain(alone);

        vault.sweep();
        clock.advance(Duration.ofDays(14).minusHours(1));
        vault.sweep();
        assertThat(keys.find(alone)).isPresent();

        clock.advance(Duration.ofHours(2));
        vault.sweep();
        assertThat(keys.find(alone)).isEmpty();
    }

    @Test
    void sparesAKeyWhoseRowAppearedMeanwhile() {
        var slow = sealedWhileASweepWentBy(null);

        clock.advance(Duration.ofDays(15));
        vault.sweep();

        assertThat(keys.find(slow)).isPresent();
        assertThat(condemned(slow)).isFalse();
    }

    @Test
    void destroysWhenToldAKeyThatASweepTookForUnused() {
        var slow = sealedWhileASweepWentBy(null);

        vault.destroy(reference, EVIDENCE);

        assertThat(keys.find(slow)).isEmpty();
        vault.sweep();
        assertThat(condemned(slow)).isFalse();
    }

    @Test
    void destroysOnItsDayAKeyThatASweepTookForUnused() {
        var slow = sealedWhileASweepWentBy(LocalDate.now(clock));

        vault.sweep();

        assertThat(vault.open(reference, EVIDENCE)).isEmpty();
        assertThat(keys.find(slow)).isEmpty();
        assertThat(condemned(slow)).isFalse();
    }

    private String sealedWhileASweepWentBy(LocalDate keepUntil) {
        var slow = UUID.randomUUID();
        keys.obtain(slow.toString());
        vault.sweep();
        envelopes.put(reference, EVIDENCE, new Envelope(slow, keepUntil, new byte[0]), clock.instant());
        assertThat(condemned(slow.toString())).isTrue();
        return slow.toString();
    }

    @Test
    void keepsEvidenceUntilItsDayAndNotLonger() {
        var end = LocalDate.now(clock).plusDays(10);
        vault.seal(reference, EVIDENCE, THANDI, end);
        var key = row().keyId().toString();
        assertThat(vault.keptUntil(reference, EVIDENCE)).contains(end);

        clock.advance(Duration.ofDays(9));
        vault.sweep();
        assertThat(vault.open(reference, EVIDENCE)).contains(THANDI);

        clock.advance(Duration.ofDays(1));
        vault.sweep();
        assertThat(vault.keptUntil(reference, EVIDENCE)).isEmpty();
        assertThat(keys.find(key)).isEmpty();
    }

    @Test
    void destroysNothingWhileNobodyCanSayWhatDayItIs() {
        vault.seal(reference, EVIDENCE, THANDI, LocalDate.now(clock).plusDays(1));
        clock.advance(Duration.ofDays(2));
        var wrong = new ClockGap(sql, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));

        new VaultSweep(envelopes, keys, days, clock, wrong).run();
        assertThat(vault.open(reference, EVIDENCE)).contains(THANDI);

        vault.sweep();
        assertThat(vault.keptUntil(reference, EVIDENCE)).isEmpty();
    }

    @Test
    void keepsUntilToldWhereNoDayIsSet() {
        vault.seal(reference, EVIDENCE, THANDI, null);

        clock.advance(Duration.ofDays(4000));
        vault.sweep();

        assertThat(vault.open(reference, EVIDENCE)).contains(THANDI);
    }

    @Test
    void opensAShortLivedTextForFourteenDays() {
        var sealed = vault.sealForToday(THANDI);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("Thandi");

        clock.advance(Duration.ofDays(14));
        vault.sweep();
        assertThat(vault.openFromItsDay(sealed)).isEqualTo(THANDI);

        clock.advance(Duration.ofDays(1));
        vault.sweep();
        assertThatThrownBy(() -> vault.openFromItsDay(sealed)).isInstanceOf(KeyDestroyed.class);
    }

    private Envelope row() {
        return envelopes.find(reference, EVIDENCE).orElseThrow();
    }

    private long rows() {
        return sql.sql("select count(*) from vault_envelope").query(Long.class).single();
    }

    private boolean condemned(String key) {
        return sql.sql("select exists(select from vault_condemned_key where key_id = ?::uuid)")
                .param(key)
                .query(Boolean.class)
                .single();
    }
}
