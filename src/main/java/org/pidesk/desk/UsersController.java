package org.pidesk.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Entry;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.signin.Devices;
import org.pidesk.signin.GuessedTooOften;
import org.pidesk.signin.PresentPassword;
import org.pidesk.staff.Account;
import org.pidesk.staff.AccountChangedMeanwhile;
import org.pidesk.staff.AccountRefused;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffAccounts;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Where administrators, and compliance managers for their own staff, keep accounts. What lets somebody in takes the keeper's
 * password once more: whoever sits at an open session for a minute would else make an account of their own.
 */
@Controller
@RequestMapping("/desk/users")
class UsersController {
    private static final String LIST = "/desk/users";

    private final StaffAccounts accounts;
    private final StaffMembers staff;
    private final Organisations organisations;
    private final Devices devices;
    private final PresentPassword presentPassword;
    private final ActivityLog activity;
    private final StaffWords words;

    UsersController(
            StaffAccounts accounts,
            StaffMembers staff,
            Organisations organisations,
            Devices devices,
            PresentPassword presentPassword,
            ActivityLog activity,
            StaffWords words) {
        this.accounts = accounts;
        this.staff = staff;
        this.organisations = organisations;
        this.devices = devices;
        this.presentPassword = presentPassword;
        this.activity = activity;
        this.words = words;
    }

    @GetMapping
    String list(Principal reader, Model page) {
        page.addAttribute("accounts", accounts.keptBy(keeper(reader)));
        page.addAttribute("names", names());
        page.addAttribute("words", words);
        return "desk/users";
    }

    @GetMapping("/new")
    String form(Principal reader, Model page) {
        return form(UserForm.empty(keeper(reader)), true, reader, page);
    }

    /** @param shared the mailbox of which the keeper knows that another account has it, and wants it so; empty for none */
    @PostMapping("/new")
    String invite(
            UserForm form,
            @RequestParam(defaultValue = "") String shared,
            @RequestParam(defaultValue = "") String present,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        var keeper = keeper(author);
        try {
            var member = member(form);
            var others = withMailboxOf(member, keeper);
            if (!others.isEmpty() && !shared.equals(form.email())) {
                page.addAttribute("sharedWith", others);
                return form(form, true, author, page);
            }
            presentPassword.mustBe(present, request);
            accounts.invite(keeper, member);
        } catch (AccountRefused refused) {
            return again(form, true, refused, author, page, response);
        }
        next.addFlashAttribute("done", "The account is made. A mail with a link to choose a password is on its way.");
        return "redirect:" + LIST + "/" + form.username().strip();
    }

    @GetMapping("/{username}")
    String show(@PathVariable String username, Principal reader, Model page) {
        var account = accounts.get(keeper(reader), username);
        page.addAttribute("account", account);
        page.addAttribute("names", names());
        page.addAttribute("own", username.equals(reader.getName()));
        page.addAttribute("history", history(account));
        page.addAttribute("words", words);
        page.addAttribute("said", new AccountWords(words));
        return "desk/user";
    }

    @GetMapping("/{username}/edit")
    String edit(@PathVariable String username, Principal reader, Model page) {
        return form(UserForm.of(accounts.get(keeper(reader), username).member()), false, reader, page);
    }

    @PostMapping("/{username}/edit")
    String change(
            @PathVariable String username,
            UserForm typed,
            @RequestParam(defaultValue = "") String present,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        var keeper = keeper(author);
        accounts.get(keeper, username);
        var form = new UserForm(
                username, typed.name(), typed.email(), typed.role(), typed.organisation(), typed.edition());
        boolean invited;
        try {
            var member = member(form);
            presentPassword.mustBe(present, request);
            invited = accounts.change(keeper, form.edition(), member);
        } catch (AccountRefused refused) {
            return again(form, false, refused, author, page, response);
        } catch (AccountChangedMeanwhile others) {
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("why", others.getMessage());
            return form(UserForm.of(accounts.get(keeper, username).member()), false, author, page);
        }
        next.addFlashAttribute(
                "done", invited ? "Saved. Another invitation is on its way, to the new address." : "Saved.");
        return "redirect:" + LIST + "/" + username;
    }

    /** What cannot be taken back, throws somebody out or lets somebody in is asked once more. */
    @GetMapping("/{username}/{act:disable|enable|end-sessions|reset-second-factor}")
    String ask(@PathVariable String username, @PathVariable String act, Principal reader, Model page) {
        page.addAttribute("account", accounts.get(keeper(reader), username));
        page.addAttribute("act", act);
        return "desk/user-sure";
    }

    @PostMapping("/{username}/invite")
    String inviteAgain(@PathVariable String username, Principal author, RedirectAttributes next) {
        return act(accounts::inviteAgain, username, author, "Another link is on its way.", next);
    }

    @PostMapping("/{username}/disable")
    String disable(@PathVariable String username, Principal author, RedirectAttributes next) {
        return act(
                accounts::disable,
                username,
                author,
                "The account is closed. What was open ends within a minute.",
                next);
    }

    @PostMapping("/{username}/enable")
    String enable(
            @PathVariable String username,
            @RequestParam(defaultValue = "") String present,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        if (isNotTheKeepers(present, username, author, request, page, response)) {
            return ask(username, "enable", author, page);
        }
        return act(
                accounts::enable,
                username,
                author,
                "The account is open again. A mail with a link to choose a password is on its way.",
                next);
    }

    @PostMapping("/{username}/end-sessions")
    String endSessions(@PathVariable String username, Principal author, RedirectAttributes next) {
        return act(accounts::endSessions, username, author, "All sessions end within a minute.", next);
    }

    @PostMapping("/{username}/reset-second-factor")
    String resetSecondFactor(
            @PathVariable String username,
            @RequestParam(defaultValue = "") String present,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpServletResponse response,
            RedirectAttributes next) {
        if (isNotTheKeepers(present, username, author, request, page, response)) {
            return ask(username, "reset-second-factor", author, page);
        }
        return act(accounts::resetSecondFactor, username, author, "The second factor is taken away.", next);
    }

    /** Of an account that they do not keep, nobody's password is asked. */
    private boolean isNotTheKeepers(
            String present,
            String username,
            Principal author,
            HttpServletRequest request,
            Model page,
            HttpServletResponse response) {
        accounts.get(keeper(author), username);
        try {
            presentPassword.mustBe(present, request);
            return false;
        } catch (AccountRefused refused) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.addAttribute("part", "sure");
            page.addAttribute("field", refused.field());
            page.addAttribute("why", refused.getMessage());
            return true;
        }
    }

    private String act(
            BiConsumer<StaffMember, String> action,
            String username,
            Principal author,
            String done,
            RedirectAttributes next) {
        try {
            action.accept(keeper(author), username);
            next.addFlashAttribute("done", done);
        } catch (AccountRefused refused) {
            next.addFlashAttribute("why", refused.getMessage());
        }
        return "redirect:" + LIST + "/" + username;
    }

    private String again(
            UserForm form, boolean fresh, AccountRefused why, Principal reader, Model page, HttpServletResponse to) {
        to.setStatus(HttpStatus.BAD_REQUEST.value());
        page.addAttribute("field", why.field());
        page.addAttribute("why", why.getMessage());
        return form(form, fresh, reader, page);
    }

    private String form(UserForm form, boolean fresh, Principal reader, Model page) {
        var keeper = keeper(reader);
        page.addAttribute("form", form);
        page.addAttribute("fresh", fresh);
        var places = organisations(keeper);
        page.addAttribute("roles", roles(keeper, places));
        page.addAttribute("organisations", places);
        page.addAttribute("words", words);
        return "desk/user-form";
    }

    /** Without an organisation there is no place but an administrator's. */
    private static List<Role> roles(StaffMember keeper, List<Organisation> places) {
        return Stream.of(Role.values())
                .filter(role -> role == Role.ADMINISTRATOR || !places.isEmpty())
                .filter(role -> StaffAccounts.keeps(keeper, role, keeper.organisation()))
                .toList();
    }

    private List<Organisation> organisations(StaffMember keeper) {
        return keeper.organisation() == null ? organisations.all() : List.of(organisations.get(keeper.organisation()));
    }

    /** What no list of ours offered was made up by somebody. */
    private StaffMember member(UserForm form) {
        if (form.role() == null
                || form.username() == null
                || form.name() == null
                || form.email() == null
                || form.role() != Role.ADMINISTRATOR && !isOrganisation(form.organisation())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return form.member();
    }

    /** What was done to the account, and with the browsers that it is signed in from. */
    private List<Entry> history(Account account) {
        var ofBrowsers = devices.references(account.member().username()).stream()
                .flatMap(reference -> activity.of(reference).stream())
                .filter(entry -> entry.fact().kind().startsWith("DEVICE_"));
        return Stream.concat(activity.of(account.reference()).stream(), ofBrowsers)
                .sorted(Comparator.comparing(Entry::at))
                .toList();
    }

    /**
     * Of others nothing is said: that somebody has an account is not for everybody to know. And of two sendings of one
     * form the second does not ask about the account that the first has made.
     */
    private List<String> withMailboxOf(StaffMember member, StaffMember keeper) {
        return accounts.keptBy(keeper).stream()
                .map(Account::member)
                .filter(other -> other.email().equals(member.email()))
                .filter(other -> !other.username().equals(member.username()))
                .map(StaffMember::name)
                .toList();
    }

    private Map<OrganisationId, String> names() {
        return organisations.all().stream().collect(Collectors.toMap(Organisation::id, Organisation::name));
    }

    private boolean isOrganisation(String id) {
        return organisations.all().stream().anyMatch(one -> one.id().value().equals(id));
    }

    /** For everybody else these pages are not there. */
    private StaffMember keeper(Principal reader) {
        return staff.find(reader.getName())
                .filter(StaffMember::oversees)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Whoever guesses signs in again, if they can. */
    @ExceptionHandler
    String leave(GuessedTooOften guessed) {
        return "redirect:/login?guessed";
    }

    /** An account that somebody else keeps, and one that there never was, are not there in the same words. */
    @ExceptionHandler
    void notThere(NoSuchElementException unknown, HttpServletResponse response) throws IOException {
        response.sendError(HttpStatus.NOT_FOUND.value());
    }
}
