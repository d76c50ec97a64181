package org.pidesk.staff;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.pidesk.kernel.Token;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links that are good once. Looking at one changes nothing: programs that check mails open every link.
 *
 * <p>Strangers can have links mailed to a member, and cannot use them up: when a day's are gone, asking makes the newest good
 * again.
 */
@Component
class StaffLinks {
    /** A mail is not worth another until it must have arrived; nobody's mailbox is filled. */
    private static final int RESETS_AT_A_TIME = 3;

    private static final int RESETS_A_DAY = 6;
    private static final Duration A_DAY = Duration.ofDays(1);

    private final JdbcClient sql;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StaffLinks(JdbcClient sql, ApplicationEventPublisher events, Clock clock) {
        this.sql = sql;
        this.events = events;
        this.clock = clock;
    }

    /** An invitation takes the place of the one before. */
    void invite(StaffMember keeper, StaffMember member) {
        forget(member.username());
        send(member, LinkPurpose.INVITATION, keeper, false);
    }

    /** An invitation to an account that was closed. */
    void inviteBack(StaffMember keeper, StaffMember member) {
        forget(member.username());
        send(member, LinkPurpose.INVITATION, keeper, true);
    }

    /** @return false when several such links are out, or many were sent within a day: then one of them is good */
    boolean reset(StaffMember member) {
        if (out(member) >= RESETS_AT_A_TIME) {
            return false;
        }
        if (ofToday(member) >= RESETS_A_DAY) {
            prolongNewest(member);
            return false;
        }
        send(member, LinkPurpose.RESET, null, false);
        return true;
    }

    /** Nobody has used it: a password that is chosen makes every link void. */
    private void prolongNewest(StaffMember member) {
        sql.sql("update staff_link set expires_at = ? where hash = (select hash from staff_link"
                        + " where username = ? and purpose = 'RESET' order by issued_at desc limit 1)")
                .params(Timestamp.from(clock.instant().plus(LinkPurpose.RESET.good())), member.username())
                .update();
    }

    /** A link for whoever makes the first account. */
    Token first() {
        return add(null, LinkPurpose.FIRST);
    }

    private void send(StaffMember member, LinkPurpose purpose, StaffMember keeper, boolean again) {
        var token = add(member.username(), purpose);
        events.publishEvent(
                new StaffLinkIssued(member, purpose, token, clock.instant().plus(purpose.good()), keeper, again));
    }

    private Token add(String username, LinkPurpose purpose) {
        var token = Token.random();
        var now = clock.instant();
        sql.sql("insert into staff_link (hash, username, purpose, issued_at, expires_at) values (?, ?, ?, ?, ?)")
                .params(
                        token.hash(),
                        username,
                        purpose.name(),
                        Timestamp.from(now),
                        Timestamp.from(now.plus(purpose.good())))
                .update();
        return token;
    }

    /** Whose link this is, as long as it is good. */
    Optional<String> whose(Token token, LinkPurpose purpose) {
        return sql.sql("select username from staff_link where hash = ? and purpose = ? and expires_at > ?")
                .params(token.hash(), purpose.name(), now())
                .query(String.class)
                .optional();
    }

    boolean isGood(Token token, LinkPurpose purpose) {
        return sql.sql("select count(*) from staff_link where hash = ? and purpose = ? and expires_at > ?")
                        .params(token.hash(), purpose.name(), now())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Uses a link up: of several who do so at a time one is told yes. */
    boolean use(Token token, LinkPurpose purpose) {
        return sql.sql("delete from staff_link where hash = ? and purpose = ? and expires_at > ?")
                        .params(token.hash(), purpose.name(), now())
                        .update()
                == 1;
    }

    /** Makes every link of an account void. */
    void forget(String username) {
        sql.sql("delete from staff_link where username = ?").param(username).update();
    }

    void forgetFirst() {
        sql.sql("delete from staff_link where purpose = 'FIRST'").update();
    }

    /** What has run out stays a day: it was a mail, and those are counted. */
    @Scheduled(fixedDelayString = "PT10M")
    @Transactional
    public void forgetExpired() {
        sql.sql("delete from staff_link where expires_at < ? and issued_at < ?")
                .params(now(), aDayAgo())
                .update();
    }

    private int ofToday(StaffMember member) {
        return sql.sql("select count(*) from staff_link where username = ? and purpose = 'RESET' and issued_at >= ?")
                .params(member.username(), aDayAgo())
                .query(Integer.class)
                .single();
    }

    private int out(StaffMember member) {
        return sql.sql("select count(*) from staff_link where username = ? and purpose = 'RESET' and expires_at > ?")
                .params(member.username(), now())
                .query(Integer.class)
                .single();
    }

    private Timestamp aDayAgo() {
        return Timestamp.from(clock.instant().minus(A_DAY));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
