package org.pidesk.report;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.pidesk.activity.Entry;
import org.pidesk.activity.FiledFacts.Place;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.report.ActivityPage.Typed;
import org.pidesk.report.ActivityReports.Question;
import org.pidesk.report.Sheet.Column;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The Activity report: all that was done with information of an organisation in a range of days. */
@Controller
@RequestMapping("/desk/reports/activity")
class ActivityReportController {
    static final int PAGE = 100;

    private static final List<Column> COLUMNS = List.of(
            new Column("When", Kind.MOMENT),
            new Column("What", Kind.TEXT),
            new Column("Who", Kind.TEXT),
            new Column("Details", Kind.TEXT),
            new Column("Reference", Kind.TEXT));

    private final ComplianceReaders readers;
    private final ActivityPage form;
    private final ActivityReports reports;
    private final ActivityLines lines;
    private final Deeds deeds;
    private final SheetFiles files;

    ActivityReportController(
            ComplianceReaders readers,
            ActivityPage form,
            ActivityReports reports,
            ActivityLines lines,
            Deeds deeds,
            SheetFiles files) {
        this.readers = readers;
        this.form = form;
        this.reports = reports;
        this.lines = lines;
        this.deeds = deeds;
        this.files = files;
    }

    @GetMapping
    ModelAndView show(@ModelAttribute Typed typed, Principal reader) {
        var organisation = readers.organisationOf(reader);
        var said = form.orLately(typed);
        var mistakes = new ActivityForm();
        return form.read(organisation, said, mistakes)
                .map(question -> page(organisation, said, question, reader))
                .orElseGet(() -> again(organisation, said, mistakes));
    }

    private ModelAndView page(OrganisationId organisation, Typed typed, Question question, Principal reader) {
        var after = typed.after() == null ? null : ActivityPage.place(typed.after());
        var found = reports.read(organisation, question, after, PAGE + 1, reader.getName());
        var shown = found.stream().limit(PAGE).toList();
        return view(typed, new ActivityForm(), HttpStatus.OK)
                .addObject("usable", true)
                .addObject("users", form.usersAnd(typed.user(), organisation))
                .addObject("covers", ActivityLines.range(question.from(), question.to()))
                .addObject("lines", lines.of(organisation, shown))
                .addObject("further", found.size() > PAGE ? mark(shown) : null)
                .addObject("begun", after != null);
    }

    private static String mark(List<Entry> shown) {
        return ActivityPage.mark(Place.of(shown.get(shown.size() - 1)));
    }

    @GetMapping("/file")
    Object file(@ModelAttribute Typed typed, @RequestParam(defaultValue = "") String type, Principal reader) {
        var organisation = readers.organisationOf(reader);
        var said = form.orLately(typed);
        var mistakes = new ActivityForm();
        var wanted = Arrays.stream(FileType.values())
                .filter(one -> one.name().equalsIgnoreCase(type))
                .findFirst();
        var question = form.read(organisation, said, mistakes);
        if (question.isEmpty()) {
            return again(organisation, said, mistakes);
        }
        if (wanted.isEmpty()) {
            mistakes.refuse("from", "There is no such file. Choose one of those below.");
            return againUsable(organisation, said, mistakes);
        }
        var found = reports.take(organisation, question.get(), wanted.get(), reader.getName());
        if (found.isEmpty()) {
            mistakes.refuse("from", Bounds.refusal(wanted.get()));
            return againUsable(organisation, said, mistakes);
        }
        return files.answer(sheet(organisation, said, question.get(), found.get()), wanted.get());
    }

    private Sheet sheet(OrganisationId organisation, Typed typed, Question question, List<Entry> found) {
        var rows = lines.of(organisation, found).stream()
                .map(line -> Arrays.<Object>asList(line.at(), line.what(), line.who(), line.detail(), line.reference()))
                .toList();
        var only = (question.kind() == null ? "" : ", only: " + deeds.say(question.kind()))
                + (question.actor() == null ? "" : ", only by " + lines.name(typed.user()));
        return new Sheet(
                "activity-" + question.from() + "-to-" + question.to(),
                "Activity report",
                ActivityLines.range(question.from(), question.to()) + only + ".",
                COLUMNS,
                rows);
    }

    private ModelAndView again(OrganisationId organisation, Typed typed, ActivityForm mistakes) {
        return view(typed, mistakes, HttpStatus.BAD_REQUEST)
                .addObject("users", form.usersAndTyped(typed.user(), organisation));
    }

    /** The question can be asked, though not so. */
    private ModelAndView againUsable(OrganisationId organisation, Typed typed, ActivityForm mistakes) {
        return view(typed, mistakes, HttpStatus.BAD_REQUEST)
                .addObject("usable", true)
                .addObject("users", form.usersAnd(typed.user(), organisation));
    }

    private ModelAndView view(Typed typed, ActivityForm mistakes, HttpStatus status) {
        return new ModelAndView("report/activity", status)
                .addAllObjects(Map.of(
                        "typed", typed,
                        "wrong", mistakes.wrong(),
                        "groups", deeds.groups(),
                        "types", FileType.values()));
    }
}
