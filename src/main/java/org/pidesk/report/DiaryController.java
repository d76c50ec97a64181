package org.pidesk.report;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pidesk.activity.FiledFacts.Tally;
import org.pidesk.report.Sheet.Column;
import org.pidesk.sla.Deadlines;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The diary of a month: on each day, who did how many of what. */
@Controller
@RequestMapping("/desk/reports/diary")
class DiaryController {
    private static final List<Column> COLUMNS = List.of(
            new Column("Day", Kind.DATE),
            new Column("Who", Kind.TEXT),
            new Column("What", Kind.TEXT),
            new Column("How many", Kind.NUMBER));

    private final ComplianceReaders readers;
    private final ActivityReports reports;
    private final ActivityLines lines;
    private final Deeds deeds;
    private final SheetFiles files;
    private final Clock clock;

    DiaryController(
            ComplianceReaders readers,
            ActivityReports reports,
            ActivityLines lines,
            Deeds deeds,
            SheetFiles files,
            Clock clock) {
        this.readers = readers;
        this.reports = reports;
        this.lines = lines;
        this.deeds = deeds;
        this.files = files;
        this.clock = clock;
    }

    record Day(LocalDate date, String words, List<Person> people) {}

    record Person(String user, String name, List<Count> counts) {}

    record Count(String what, long number) {}

    @GetMapping
    ModelAndView show(@RequestParam(required = false) String month, Principal reader) {
        var organisation = readers.organisationOf(reader);
        var form = new ActivityForm();
        var typed = typed(month);
        var asked = form.month(typed);
        if (!form.isUsable()) {
            return again(typed, form);
        }
        var found = reports.month(organisation, asked, Bounds.OF_A_TABLE, "page", reader.getName());
        if (found.isEmpty()) {
            form.refuse("month", Bounds.MONTH_REFUSED);
            return again(typed, form);
        }
        return view(typed, form, HttpStatus.OK)
                .addObject("usable", true)
                .addObject("covers", Kind.MONTH.words(asked))
                .addObject("days", days(found.get()))
                .addObject("before", asked.minusMonths(1))
                .addObject("next", asked.isBefore(thisMonth()) ? asked.plusMonths(1) : null);
    }

    @GetMapping("/file")
    Object file(
            @RequestParam(required = false) String month,
            @RequestParam(name = "type", defaultValue = "") String kind,
            Principal reader) {
        var organisation = readers.organisationOf(reader);
        var form = new ActivityForm();
        var typed = typed(month);
        var asked = form.month(typed);
        var wanted = Arrays.stream(FileType.values())
                .filter(one -> one.name().equalsIgnoreCase(kind))
                .findFirst();
        if (!form.isUsable()) {
            return again(typed, form);
        }
        if (wanted.isEmpty()) {
            form.refuse("month", "There is no such file. Choose one of those below.");
            return again(typed, form).addObject("usable", true);
        }
        var type = wanted.get();
        var found = reports.month(organisation, asked, Bounds.lines(type), type.ending(), reader.getName());
        if (found.isEmpty()) {
            form.refuse("month", type == FileType.PDF ? Bounds.refusal(type) : Bounds.MONTH_REFUSED);
            return again(typed, form).addObject("usable", true);
        }
        return files.answer(sheet(asked, found.get()), type);
    }

    private Sheet sheet(YearMonth month, List<Tally> found) {
        var names = names(found);
        var rows = found.stream()
                .map(one ->
                        Arrays.<Object>asList(one.day(), names.get(one.actor()), deeds.say(one.kind()), one.number()))
                .toList();
        return new Sheet("diary-" + month, "Diary", Kind.MONTH.words(month) + ".", COLUMNS, rows);
    }

    private List<Day> days(List<Tally> found) {
        var names = names(found);
        var days = new LinkedHashMap<LocalDate, Map<String, List<Count>>>();
        for (var one : found) {
            days.computeIfAbsent(one.day(), day -> new LinkedHashMap<>())
                    .computeIfAbsent(one.actor(), actor -> new ArrayList<>())
                    .add(new Count(deeds.say(one.kind()), one.number()));
        }
        return days.entrySet().stream()
                .map(day -> new Day(
                        day.getKey(),
                        Kind.DATE.words(day.getKey()),
                        day.getValue().entrySet().stream()
                                .map(person ->
                                        new Person(person.getKey(), names.get(person.getKey()), person.getValue()))
                                .toList()))
                .toList();
    }

    private Map<String, String> names(List<Tally> found) {
        return lines.names(found.stream().map(Tally::actor).collect(Collectors.toSet()));
    }

    private String typed(String month) {
        return month == null ? thisMonth().toString() : month;
    }

    private YearMonth thisMonth() {
        return YearMonth.from(Deadlines.dayOf(clock.instant()));
    }

    private static ModelAndView again(String typed, ActivityForm form) {
        return view(typed, form, HttpStatus.BAD_REQUEST);
    }

    private static ModelAndView view(String typed, ActivityForm form, HttpStatus status) {
        return new ModelAndView("report/diary", status)
                .addObject("typed", typed)
                .addObject("wrong", form.wrong())
                .addObject("types", FileType.values());
    }
}
