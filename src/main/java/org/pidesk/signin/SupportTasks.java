package org.pidesk.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.Reference;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Organisations;
import org.pidesk.staff.Role;
import org.pidesk.staff.StaffMember;
import org.pidesk.staff.StaffMembers;
import org.pidesk.task.AnswerForm;
import org.pidesk.task.AskedTask;
import org.pidesk.task.TaskQuestions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The questions that the safety of sign-ins puts to support: what each form shows, and what an answer does. Sheets and
 * answers are plain maps, as they travel to and from the form. Every sheet carries {@code title}, {@code help} and {@code
 * user: {name, username, organisation, email}}; besides it:
 *
 * <ul>
 *   <li>{@code userTask_lookIntoSignInByAStranger} shows {@code asked: {place, browser, at}} and takes {@code {note}}.
 *   <li>{@code userTask_investigateSignInAttempts} shows {@code strangers} (how many in a row until now), {@code raisedAt} and
 *       {@code tried: [{place, browser, attempts, lastAt}]} and takes {@code {outcome: SAFE | KNOWN, note}}.
 * </ul>
 */
@Service
@Transactional
public class SupportTasks implements TaskQuestions {
    private static final String STRANGER = "userTask_lookIntoSignInByAStranger";
    private static final String ATTEMPTS = "userTask_investigateSignInAttempts";

    private final DeviceVerifications verifications;
    private final SignInAlerts alerts;
    private final AttemptCounts counts;
    private final SupportAnswers answers;
    private final StaffMembers staff;
    private final Organisations organisations;
    private final ActivityLog activity;

    SupportTasks(
            DeviceVerifications verifications,
            SignInAlerts alerts,
            AttemptCounts counts,
            SupportAnswers answers,
            StaffMembers staff,
            Organisations organisations,
            ActivityLog activity) {
        this.verifications = verifications;
        this.alerts = alerts;
        this.counts = counts;
        this.answers = answers;
        this.staff = staff;
        this.organisations = organisations;
        this.activity = activity;
    }

    @Override
    public boolean ask(String task) {
        return Set.of(STRANGER, ATTEMPTS).contains(task);
    }

    /** Only administrators are shown it, whatever the engine lets others see. */
    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> sheet(AskedTask task, String reader) {
        staff.find(reader).filter(member -> member.role() == Role.ADMINISTRATOR).orElseThrow();
        return task.key().equals(STRANGER) ? aboutStranger(task.reference()) : aboutAttempts(task.reference());
    }

    private Map<String, Object> aboutStranger(Reference reference) {
        var question = verifications.get(reference);
        return sheet(
                "A sign-in that was not the user’s",
                "Somebody gave the right password in an unknown browser, and the user says that it was not they. Nobody"
                        + " got in by it; all sessions have ended, and the password must be changed. Speak to the user,"
                        + " find out how the password got away, and note what was done.",
                question.username(),
                Map.of(
                        "asked",
                        Map.of(
                                "place", question.origin().place(),
                                "browser", question.origin().browser(),
                                "at", question.askedAt())));
    }

    private Map<String, Object> aboutAttempts(Reference reference) {
        var alert = alerts.get(reference);
        return sheet(
                "Attempts to sign in, in a row",
                "Ten attempts in a row, or more, to sign in to one account came to nothing: by wrong passwords, or without"
                        + " the check. The account stays open to its user: each attempt now costs a check, and their"
                        + " trusted browsers are counted by themselves. Ask the user whether it was they, and say"
                        + " whether somebody else may know the password.",
                alert.username(),
                Map.of(
                        "strangers",
                        counts.ofStrangers(alert.username()),
                        "raisedAt",
                        alert.raisedAt(),
                        "tried",
                        counts.tried(alert.username()).stream()
                                .map(SupportTasks::row)
                                .toList()));
    }

    private static Map<String, Object> row(AttemptCounts.Tried tried) {
        return Map.of(
                "place", tried.origin().place(),
                "browser", tried.origin().browser(),
                "attempts", tried.attempts(),
                "lastAt", tried.lastAt());
    }

    private Map<String, Object> sheet(String title, String help, String username, Map<String, Object> more) {
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("title", title);
        sheet.put("help", help);
        sheet.put("user", user(username));
        sheet.putAll(more);
        return sheet;
    }

    /** An account that was closed meanwhile has its name only. */
    private Map<String, Object> user(String username) {
        var user = new LinkedHashMap<String, Object>();
        user.put("username", username);
        staff.find(username).ifPresent(member -> {
            user.put("name", member.name());
            user.put("email", member.email().value());
            user.put("organisation", organisationOf(member));
        });
        return user;
    }

    private String organisationOf(StaffMember member) {
        return member.organisation() == null
                ? "pi-desk"
                : organisations
                        .find(member.organisation())
                        .map(Organisation::name)
                        .orElse("");
    }

    @Override
    public void check(AskedTask task, Map<String, Object> answer, String by) {
        said(task, answer);
    }

    @Override
    public void record(AskedTask task, Map<String, Object> answer, String by) {
        var said = said(task, answer);
        answers.keep(task.reference(), said.known, said.note, by);
        activity.record(Fact.of(
                        task.reference(),
                        task.key().equals(STRANGER) ? "STRANGER_LOOKED_INTO" : "ATTEMPTS_INVESTIGATED")
                .by(by)
                .with("known", said.known ? "YES" : "NO"));
    }

    /** Of a sign-in that the user did not begin, it is plain that somebody knows the password. */
    private static Said said(AskedTask task, Map<String, Object> answer) {
        var form = new AnswerForm(answer);
        var known = task.key().equals(STRANGER)
                || form.choice("outcome", Found.class, "Choose one of the two.") == Found.KNOWN;
        var note = form.text("note", "Say in a sentence whom you spoke to and what was done.");
        form.mustBeComplete();
        return new Said(known, note);
    }

    private enum Found {
        SAFE,
        KNOWN
    }

    /** @param known whether somebody else may know the password */
    private record Said(boolean known, String note) {}
}
