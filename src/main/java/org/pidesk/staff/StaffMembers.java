package org.pidesk.staff;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pidesk.kernel.OrganisationId;
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

    /**
     * Makes an account of the sample data, or renews the password, role and organisation of the one with this user
     * name. Everybody else is invited and chooses their own password: {@link StaffAccounts#invite}.
     */
    @Transactional
    public void register(StaffMember member, String password) {
        var account = accounts.findById(member.username()).orElseGet(() -> new StaffAccount(member));
        account.become(member);
        account.beSample(passwords.hash(password));
        accounts.save(account);
        events.publishEvent(new StaffMemberRegistered(member));
    }

    /** The member with this user name, unless the account is closed. */
    @Transactional(readOnly = true)
    public Optional<StaffMember> find(String username) {
        return accounts.findByUsernameAndDisabledFalse(username).map(StaffAccount::member);
    }

    /** The organisation that this member watches over, as its compliance manager; empty for whoever is none. */
    @Transactional(readOnly = true)
    public Optional<OrganisationId> overseenBy(String username) {
        return find(username)
                .filter(member -> member.role() == Role.COMPLIANCE_MANAGER)
                .map(StaffMember::organisation);
    }

    /** Everybody whose account is open. */
    @Transactional(readOnly = true)
    public List<StaffMember> all() {
        return accounts.findByDisabledFalseOrderByUsername().stream()
                .map(StaffAccount::member)
                .toList();
    }

    /** Everybody who can sign in: not who was only invited. */
    @Transactional(readOnly = true)
    public List<StaffMember> active() {
        return accounts.findByDisabledFalseAndPasswordNotNullOrderByUsername().stream()
                .map(StaffAccount::member)
                .toList();
    }

    /** Everybody of an organisation who has this role, and whose account is open. */
    @Transactional(readOnly = true)
    public List<StaffMember> of(OrganisationId organisation, Role role) {
        return accounts.findByOrganisationAndRoleAndDisabledFalseOrderByUsername(organisation.value(), role).stream()
                .map(StaffAccount::member)
                .toList();
    }

    /** How often all sessions of this member were ended: one that began under another number is over. */
    @Transactional(readOnly = true)
    public int sessionsOver(String username) {
        return accounts.sessionsOver(username).orElse(-1);
    }

    /** Whether the account is of the sample data, of which nobody wants a second factor. */
    @Transactional(readOnly = true)
    public boolean isSample(String username) {
        return accounts.findById(username).map(StaffAccount::isSample).orElse(false);
    }

    /** The member whose password this is. Takes as long for an unknown user name as for a wrong password. */
    public Optional<Recognised> authenticate(String username, String password) {
        // what cannot be a user name is not asked for: the database refuses some characters outright
        var account = Optional.of(username.strip().toLowerCase(Locale.ROOT))
                .filter(StaffMember::isUsername)
                .flatMap(accounts::findById)
                .filter(known -> known.password() != null);
        if (account.isEmpty()) {
            passwords.matchesNobody(password);
            return Optional.empty();
        }
        return account.filter(known -> passwords.matches(password, known.password()) && known.isOpen())
                .map(known -> new Recognised(known.member(), known.sessionsOver()));
    }
}
