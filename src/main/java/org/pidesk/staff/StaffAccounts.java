package org.pidesk.staff;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import org.pidesk.kernel.OrganisationId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps accounts: administrators all of them, compliance managers those of their own organisation's staff. Nobody keeps
 * their own, and one administrator stays whatever happens; no compliance manager makes another one, for two of them have
 * to agree before something is removed. Whatever is done is told in the activity log.
 *
 * <p>An account that its keeper does not keep is not there: {@link NoSuchElementException}.
 */
@Service
@Transactional
public class StaffAccounts {
    /** Who acts in the activity log without being a member of staff, and what pages are called. */
    private static final Set<String> NOBODYS_NAMES = Set.of("person", "system", "nobody", "pidesk", "pi-desk", "new");

    private static final long ONE_AT_A_TIME = 6_019_202_615L;

    private final StaffAccountRepository accounts;
    private final SecondFactors factors;
    private final StaffLinks links;
    private final StaffSessions sessions;
    private final StaffTrail trail;
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;

    StaffAccounts(
            StaffAccountRepository accounts,
            SecondFactors factors,
            StaffLinks links,
            StaffSessions sessions,
            StaffTrail trail,
            JdbcClient sql,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.factors = factors;
        this.links = links;
        this.sessions = sessions;
        this.trail = trail;
        this.sql = sql;
        this.events = events;
    }

    /** Whether somebody keeps accounts with this role at this organisation. */
    public static boolean keeps(StaffMember keeper, Role role, OrganisationId organisation) {
        return switch (keeper.role()) {
            case ADMINISTRATOR -> true;
            case COMPLIANCE_MANAGER ->
                role == Role.DEALERSHIP_STAFF && keeper.organisation().equals(organisation);
            case DEALERSHIP_STAFF -> false;
        };
    }

    /** All accounts that somebody keeps, closed ones too. */
    @Transactional(readOnly = true)
    public List<Account> keptBy(StaffMember keeper) {
        var kept = keeper.role() == Role.ADMINISTRATOR
                ? accounts.findAllByOrderByUsername()
                : accounts.findByOrganisationAndRoleOrderByUsername(
                        keeper.organisation().value(), Role.DEALERSHIP_STAFF);
        return kept.stream()
                .filter(account -> keeps(keeper, account))
                .map(this::seen)
                .toList();
    }

    /** One of them. */
    @Transactional(readOnly = true)
    public Account get(StaffMember keeper, String username) {
        return seen(account(keeper, accounts::findById, username));
    }

    /**
     * Makes an account; its member is sent a link at which they choose their password.
     *
     * @throws AccountRefused when the user name is taken, or the keeper keeps no such accounts
     */
    public void invite(StaffMember keeper, StaffMember member) {
        mustKeep(keeper, member);
        if (NOBODYS_NAMES.contains(member.username()) || accounts.existsById(member.username())) {
            throw new AccountRefused("username", "This user name is taken. Choose another one.");
        }
        // the link that follows is written past the framework, and must find the row
        var account = accounts.saveAndFlush(new StaffAccount(member));
        trail.tell(account, "STAFF_INVITED", keeper.username(), role(member));
        events.publishEvent(new StaffMemberRegistered(member));
        links.invite(keeper, member);
    }

    /** Sends another link in the place of one that was lost. */
    public void inviteAgain(StaffMember keeper, String username) {
        var account = another(keeper, username);
        if (!needsInvitation(account)) {
            throw new AccountRefused("username", "This account needs no invitation.");
        }
        inviteAgain(keeper, account);
    }

    private static boolean needsInvitation(StaffAccount account) {
        return account.password() == null && account.isOpen();
    }

    private void inviteAgain(StaffMember keeper, StaffAccount account) {
        trail.tell(account, "STAFF_INVITED_AGAIN", keeper.username());
        links.invite(keeper, account.member());
    }

    /**
     * Gives an account another name, address, role or organisation. With another role or place sessions are over. Who
     * has not chosen a password yet is invited again at another address, for the link that is out is void.
     *
     * @param read the {@link StaffMember#edition} that the keeper has read
     * @return whether another invitation is on its way
     * @throws AccountChangedMeanwhile when it is another one by now: what was taken from a member does not come back
     */
    public boolean change(StaffMember keeper, String read, StaffMember changed) {
        var account = another(keeper, changed.username());
        mustKeep(keeper, changed);
        var before = account.member();
        if (!before.edition().equals(read)) {
            throw new AccountChangedMeanwhile();
        }
        var what = differences(before, changed);
        if (what.isEmpty()) {
            return false;
        }
        if (before.role() != changed.role()) {
            mustNotBeTheLastAdministrator(account);
        }
        account.become(changed);
        trail.tell(account, "STAFF_CHANGED", keeper.username(), Map.of("changed", what));
        var moved = !before.email().equals(changed.email());
        if (moved) {
            // whoever reads mails at the old address must not open the account with one that is still out
            links.forget(changed.username());
            events.publishEvent(new StaffAddressChanged(changed, before.email()));
        }
        if (isElsewhere(before, changed)) {
            trail.tell(account, "STAFF_PLACED", keeper.username(), role(changed));
            sessions.end(changed.username());
        }
        if (account.isOpen()) {
            events.publishEvent(new StaffMemberRegistered(changed));
        }
        var invited = moved && needsInvitation(account);
        if (invited) {
            inviteAgain(keeper, account);
        }
        return invited;
    }

    /** Closes an account: it signs in no more, and what it has open ends within a minute. */
    public void disable(StaffMember keeper, String username) {
        var account = another(keeper, username);
        mustNotBeTheLastAdministrator(account);
        account.disable();
        links.forget(username);
        trail.tell(account, "STAFF_DISABLED", keeper.username());
        sessions.end(username);
        events.publishEvent(new StaffMemberDisabled(username));
    }

    /**
     * Opens a closed account again; its member is sent a link at which they choose a new password. A second factor stays: who
     * reads the mailbox alone is not in yet.
     */
    public void enable(StaffMember keeper, String username) {
        var account = another(keeper, username);
        if (account.isOpen()) {
            return;
        }
        account.enable();
        trail.tell(account, "STAFF_ENABLED", keeper.username());
        events.publishEvent(new StaffMemberRegistered(account.member()));
        links.inviteBack(keeper, account.member());
    }

    /** Ends all sessions of a member: here at once, at other nodes within a minute. */
    public void endSessions(StaffMember keeper, String username) {
        endSessions(another(keeper, username), keeper.username());
    }

    /** The same, when the member or the product itself finds that it must be. */
    public void endSessions(String username, String by) {
        endSessions(accounts.findById(username).orElseThrow(), by);
    }

    private void endSessions(StaffAccount account, String by) {
        trail.tell(account, "STAFF_SESSIONS_ENDED", by);
        sessions.end(account.member().username());
    }

    /** Ends all sessions; at the next sign-in the member must choose another password. */
    public void demandNewPassword(String username, String by) {
        var account = accounts.findById(username).orElseThrow();
        account.demandNewPassword();
        trail.tell(account, "STAFF_PASSWORD_DEMANDED", by);
        sessions.end(username);
    }

    /**
     * Takes the second factor from a member who has lost it; the keeper has made sure who asks. Who may work without one
     * chooses another password: the present one may be as short as is enough with one.
     */
    public void resetSecondFactor(StaffMember keeper, String username) {
        var account = another(keeper, username);
        factors.remove(account, keeper.username());
        if (!factors.isObligatory(account.member())) {
            account.demandNewPassword();
        }
        sessions.end(username);
    }

    /** Of two who close each other's account at a time the second is refused. */
    private void mustNotBeTheLastAdministrator(StaffAccount account) {
        var member = account.member();
        if (member.role() != Role.ADMINISTRATOR) {
            return;
        }
        sql.sql("select pg_advisory_xact_lock(?)").param(ONE_AT_A_TIME).query().listOfRows();
        if (accounts.countByRoleAndDisabledFalseAndPasswordNotNullAndUsernameNot(Role.ADMINISTRATOR, member.username())
                == 0) {
            throw new AccountRefused(
                    "role", "No other administrator could sign in any more. Invite another one first.");
        }
    }

    private StaffAccount another(StaffMember keeper, String username) {
        var account = account(keeper, accounts::lock, username);
        if (keeper.username().equals(username)) {
            throw new AccountRefused("username", "Another person has to do this for your own account.");
        }
        return account;
    }

    private StaffAccount account(StaffMember keeper, Function<String, Optional<StaffAccount>> known, String username) {
        return Optional.of(username)
                .filter(StaffMember::isUsername)
                .flatMap(known)
                .filter(account -> keeps(keeper, account))
                .orElseThrow(NoSuchElementException::new);
    }

    private static boolean keeps(StaffMember keeper, StaffAccount account) {
        var member = account.member();
        return keeps(keeper, member.role(), member.organisation());
    }

    private static void mustKeep(StaffMember keeper, StaffMember member) {
        if (!keeps(keeper, member.role(), member.organisation())) {
            throw new AccountRefused("role", "You keep the accounts of your own organisation's staff only.");
        }
    }

    private Account seen(StaffAccount account) {
        var state = !account.isOpen()
                ? Account.State.CLOSED
                : account.password() == null ? Account.State.INVITED : Account.State.OPEN;
        return new Account(
                account.member(),
                state,
                factors.isSetUp(account.member().username()),
                account.isSample(),
                account.reference());
    }

    private static boolean isElsewhere(StaffMember before, StaffMember after) {
        return before.role() != after.role() || !Objects.equals(before.organisation(), after.organisation());
    }

    private static Map<String, String> role(StaffMember member) {
        return Map.of("role", member.role().name());
    }

    /** Which fields differ, as codes: what stood in them is nobody's business but the account's. */
    private static String differences(StaffMember before, StaffMember after) {
        var fields = new StringJoiner(",");
        if (!before.name().equals(after.name())) {
            fields.add("NAME");
        }
        if (!before.email().equals(after.email())) {
            fields.add("EMAIL");
        }
        if (before.role() != after.role()) {
            fields.add("ROLE");
        }
        if (!Objects.equals(before.organisation(), after.organisation())) {
            fields.add("ORGANISATION");
        }
        return fields.toString();
    }
}
