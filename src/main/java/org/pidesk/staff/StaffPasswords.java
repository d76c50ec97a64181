package org.pidesk.staff;

import java.util.Optional;
import org.pidesk.kernel.Token;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Members choose their own passwords: by a link, in the place of the present one, or because they must. */
@Service
@Transactional
public class StaffPasswords {
    private final StaffAccountRepository accounts;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final SecondFactors factors;
    private final StaffLinks links;
    private final StaffSessions sessions;
    private final StaffTrail trail;
    private final ApplicationEventPublisher events;

    StaffPasswords(
            StaffAccountRepository accounts,
            Passwords passwords,
            PasswordRules rules,
            SecondFactors factors,
            StaffLinks links,
            StaffSessions sessions,
            StaffTrail trail,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.rules = rules;
        this.factors = factors;
        this.links = links;
        this.sessions = sessions;
        this.trail = trail;
        this.events = events;
    }

    /** Who chooses a password by this link; empty when it is used up or has run out. Changes nothing. */
    @Transactional(readOnly = true)
    public Optional<StaffMember> whose(Token link, LinkPurpose purpose) {
        return links.whose(link, purpose)
                .flatMap(accounts::findByUsernameAndDisabledFalse)
                .map(StaffAccount::member);
    }

    /** How many characters a password of this member has at least. */
    @Transactional(readOnly = true)
    public int least(String username) {
        return rules.least(factors.isSetUp(username));
    }

    /**
     * Sets the password by a link, which is used up.
     *
     * @return false when it was used up before, or has run out
     * @throws AccountRefused when the password is none, or the one of before; then the link stays good
     */
    public boolean choose(Token link, LinkPurpose purpose, String password) {
        var account = links.whose(link, purpose).flatMap(accounts::findByUsernameAndDisabledFalse);
        if (account.isEmpty()) {
            return false;
        }
        mustBeGood(password, account.get());
        // the account before its links, as whoever keeps accounts does
        accounts.lock(account.get().member().username());
        if (!links.use(link, purpose)) {
            return false;
        }
        set(account.get(), password);
        if (purpose == LinkPurpose.RESET) {
            events.publishEvent(new PasswordReset(account.get().member().username()));
        }
        return true;
    }

    /** Whether this member must choose another password before anything else. */
    @Transactional(readOnly = true)
    public boolean mustChange(String username) {
        return accounts.findById(username).map(StaffAccount::mustChange).orElse(false);
    }

    /**
     * Sets another password in the place of the present one, which the member knows.
     *
     * @return {@link StaffMembers#sessionsOver} for the one session that may go on
     * @throws AccountRefused when it is none, or the one of before
     */
    public int replace(String username, String password) {
        var account = accounts.findByUsernameAndDisabledFalse(username).orElseThrow();
        mustBeGood(password, account);
        accounts.lock(username);
        return set(account, password);
    }

    /** @throws AccountRefused when this is not the present password of a member */
    @Transactional(readOnly = true)
    public void mustBeRight(String username, String password) {
        accounts.findByUsernameAndDisabledFalse(username)
                .filter(account -> account.password() != null && !password.isEmpty())
                .filter(account -> passwords.matches(password, account.password()))
                .orElseThrow(() -> new AccountRefused("present", "This is not your present password."));
    }

    /** @throws AccountRefused when this password is long enough only where a second factor is asked for besides */
    public void mustDoAlone(String password) {
        var least = rules.least(false);
        if (PasswordRules.length(password) < least) {
            throw new AccountRefused(
                    "present",
                    "Your password is too short to do alone. Choose one of at least " + least + " characters first.");
        }
    }

    private void mustBeGood(String password, StaffAccount account) {
        var member = account.member();
        rules.complaint(password, member, factors.isSetUp(member.username())).ifPresent(why -> {
            throw new AccountRefused("password", why);
        });
        // somebody else may know it: that is why many choose another one
        if (account.password() != null && passwords.matches(password, account.password())) {
            throw new AccountRefused("password", "This is the password that you have already. Choose another one.");
        }
    }

    /** A new password ends whatever was begun with the old one. */
    private int set(StaffAccount account, String password) {
        var username = account.member().username();
        var replaced = account.password() != null;
        account.password(passwords.hash(password));
        links.forget(username);
        trail.tell(account, "STAFF_PASSWORD_SET", username);
        if (replaced) {
            events.publishEvent(new PasswordChanged(username));
        }
        return sessions.end(username);
    }
}
