package org.pidesk.staff;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.SealingKey;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in who forgot a password, and looks a moment later whether there is such an account: the answer says the same,
 * and takes the same time, for every name.
 */
@Service
public class ForgottenPasswords {
    private static final String PLACE = "staff_forgotten.typed";
    /** More than that is no house of forgetful people but an attack; who comes then comes again. */
    private static final int MOST_WAITING = 1000;

    private static final int AT_ONCE = 50;
    private static final int LONGEST = 254;

    private final StaffAccountRepository accounts;
    private final StaffLinks links;
    private final StaffTrail trail;
    private final JdbcClient sql;
    private final SealingKey key;
    private final Clock clock;

    ForgottenPasswords(
            StaffAccountRepository accounts,
            StaffLinks links,
            StaffTrail trail,
            JdbcClient sql,
            Secrets secrets,
            Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.trail = trail;
        this.sql = sql;
        this.key = secrets.sealingKey("staff", "forgotten");
        this.clock = clock;
    }

    /** @param typed a user name, or the address of an account */
    @Transactional
    public void ask(String typed) {
        var text = typed.strip().toLowerCase(Locale.ROOT);
        var kept = text.substring(0, Math.min(text.length(), LONGEST));
        sql.sql("insert into staff_forgotten (typed, asked_at) select ?, ?"
                        + " where (select count(*) from staff_forgotten) < ?")
                .params(
                        key.seal(kept.getBytes(StandardCharsets.UTF_8), PLACE),
                        Timestamp.from(clock.instant()),
                        MOST_WAITING)
                .update();
    }

    /** Sends those a link who have an account. */
    @Scheduled(fixedDelayString = "PT2S")
    @Transactional
    public void answer() {
        // chosen once, then deleted: chosen inside the condition, a plan that asks it again for each row would take
        // more
        var asked = sql.sql("""
                        with next as materialized (
                            select id as next_id from staff_forgotten order by id limit ? for update skip locked)
                        delete from staff_forgotten using next where id = next_id
                        returning typed""")
                .param(AT_ONCE)
                .query((row, number) -> new String(key.open(row.getBytes(1), PLACE), StandardCharsets.UTF_8))
                .list();
        asked.stream().distinct().flatMap(typed -> known(typed).stream()).forEach(account -> {
            // not by the member: anybody can say that they are
            if (links.reset(account.member())) {
                trail.tell(account, "STAFF_PASSWORD_FORGOTTEN", Fact.SYSTEM);
            }
        });
    }

    /** One address may have several accounts. There are few accounts, and their addresses are sealed. */
    private List<StaffAccount> known(String typed) {
        if (typed.contains("@")) {
            return accounts.findByDisabledFalseOrderByUsername().stream()
                    .filter(account -> account.member().email().value().equals(typed))
                    .toList();
        }
        return StaffMember.isUsername(typed)
                ? accounts.findByUsernameAndDisabledFalse(typed).stream().toList()
                : List.of();
    }
}
