package org.pidesk.staff;

import java.util.Optional;
import org.pidesk.kernel.Token;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets whoever starts pi-desk make the first account: an administrator's. There is none that everybody knows. */
@Service
@Transactional
public class FirstAccount {
    private static final long ONE_AT_A_TIME = 6_019_202_614L;

    private final StaffAccountRepository accounts;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final StaffLinks links;
    private final StaffTrail trail;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;

    FirstAccount(
            StaffAccountRepository accounts,
            Passwords passwords,
            PasswordRules rules,
            StaffLinks links,
            StaffTrail trail,
            JdbcClient sql,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.rules = rules;
        this.links = links;
        this.trail = trail;
        this.sql = sql;
        this.events = events;
    }

    /**
     * What opens the way to the first account, in place of what was offered before; empty when there is an account already.
     */
    public Optional<Token> offer() {
        waitForTurn();
        if (accounts.count() != 0) {
            return Optional.empty();
        }
        links.forgetFirst();
        return Optional.of(links.first());
    }

    @Transactional(readOnly = true)
    public boolean isOffered(Token link) {
        return accounts.count() == 0 && links.isGood(link, LinkPurpose.FIRST);
    }

    /** How many characters its password has at least. */
    public int least() {
        return rules.least(false);
    }

    /**
     * Makes the account; every such link is void after that.
     *
     * @return false when there is an account already, or the link is not good any more
     * @throws AccountRefused when the password is none
     */
    public boolean make(Token link, StaffMember administrator, String password) {
        waitForTurn();
        if (administrator.role() != Role.ADMINISTRATOR || !isOffered(link)) {
            return false;
        }
        rules.complaint(password, administrator, false).ifPresent(why -> {
            throw new AccountRefused("password", why);
        });
        links.forgetFirst();
        var account = new StaffAccount(administrator);
        account.password(passwords.hash(password));
        accounts.save(account);
        trail.tell(account, "FIRST_ADMINISTRATOR", administrator.username());
        events.publishEvent(new StaffMemberRegistered(administrator));
        return true;
    }

    private void waitForTurn() {
        sql.sql("select pg_advisory_xact_lock(?)").param(ONE_AT_A_TIME).query().listOfRows();
    }
}
