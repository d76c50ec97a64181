package org.pidesk.staff;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The accounts of staff. Passwords are kept as Argon2id. */
@Service
public class StaffMembers {
    private final StaffAccountRepository accounts;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;

    StaffMembers(StaffAccountRepository accounts, Passwords passwords, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.events = events;
    }

    /** Makes an account, or renews the password, role and organisation of the one with this user name. */
    @Transactional
    public void register(StaffMember member, String password) {
        accounts.save(new StaffAccount(member, passwords.hash(password)));
        events.publishEvent(new StaffMemberRegistered(member));
    }

    /** Closes an account: it signs in no more, and what it has open ends within a minute. */
    @Transactional
    public void disable(String username) {
        accounts.findById(username).orElseThrow().disable();
        events.publishEvent(new StaffMemberDisabled(username));
    }

    /** The member with this user name, unless the account is closed. */
    public Optional<StaffMember> find(String username) {
        return accounts.findByUsernameAndDisabledFalse(username).map(StaffAccount::member);
    }

    /** Everybody whose account is open. */
    public List<StaffMember> all() {
        return accounts.findByDisabledFalseOrderByUsername().stream()
                .map(StaffAccount::member)
                .toList();
    }

    /** The member whose password this is. Takes as long for an unknown user name as for a wrong password. */
    public Optional<StaffMember> authenticate(String username, String password) {
        // what cannot be a user name is not asked for: the database refuses some characters outright
        var account = Optional.of(username.strip().toLowerCase(Locale.ROOT))
                .filter(StaffMember::isUsername)
                .flatMap(accounts::findById);
        if (account.isEmpty()) {
            passwords.matchesNobody(password);
            return Optional.empty();
        }
        return account.filter(known -> passwords.matches(password, known.password()) && known.isOpen())
                .map(StaffAccount::member);
    }
}
