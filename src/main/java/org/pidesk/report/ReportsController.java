package org.pidesk.report;

import java.security.Principal;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.sla.Deadlines;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The reports that count, each on a page of its own and as files that say the same. */
@Controller
@RequestMapping("/desk/reports")
class ReportsController {
    /** So many years back can be asked for. */
    private static final int YEARS = 10;

    private final ComplianceReaders readers;
    private final List<Report> reports;
    private final SheetFiles files;
    private final ActivityLog activity;
    private final Clock clock;

    ReportsController(
            ComplianceReaders readers, List<Report> reports, SheetFiles files, ActivityLog activity, Clock clock) {
        this.readers = readers;
        this.reports = reports;
        this.files = files;
        this.activity = activity;
        this.clock = clock;
    }

    /** What was typed: a first and a last month, or a year. */
    record Typed(String from, String to, String year) {}

    @GetMapping
    ModelAndView all(Principal reader) {
        readers.organisationOf(reader);
        return new ModelAndView("report/reports").addObject("reports", reports);
    }

    @GetMapping("/{report}")
    ModelAndView show(
            @PathVariable("report") String address,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String year,
            Principal reader) {
        var organisation = readers.organisationOf(reader);
        var report = find(address);
        var typed = new Typed(from, to, year);
        try {
            var months = months(report, typed);
            var found = report.of(organisation, months);
            return page(report, written(months), HttpStatus.OK)
                    .addObject("found", found)
                    .addObject("drawing", Drawing.of(found.chart()));
        } catch (Months.Refused refused) {
            return again(report, typed, refused);
        }
    }

    @GetMapping("/{report}/file")
    Object file(
            @PathVariable("report") String address,
            @RequestParam(defaultValue = "csv") String type,
            @RequestParam(required = false) String from,
            @RequestParam(required = false) String to,
            @RequestParam(required = false) String year,
            Principal reader) {
        var organisation = readers.organisationOf(reader);
        var report = find(address);
        var wanted = Stream.of(FileType.values())
                .filter(one -> one.ending().equals(type))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var typed = new Typed(from, to, year);
        try {
            var months = months(report, typed);
            var found = report.of(organisation, months);
            var answer = files.answer(found.sheet(), found.chart(), wanted);
            note(organisation, report, months, wanted, reader);
            return answer;
        } catch (Months.Refused refused) {
            return again(report, typed, refused);
        }
    }

    private void note(OrganisationId organisation, Report report, Months months, FileType type, Principal reader) {
        activity.record(Fact.of(Reference.random(), "REPORT_TAKEN")
                .by(reader.getName())
                .ofOrganisation(organisation)
                .with("report", report.address())
                .with("as", type.ending())
                .with("from", months.from())
                .with("to", months.to()));
    }

    private Report find(String address) {
        return reports.stream()
                .filter(report -> report.address().equals(address))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private Months months(Report report, Typed typed) {
        if (report.isYearly()) {
            return typed.year() == null ? Months.yearFrom(thisYear()) : year(typed.year());
        }
        return typed.from() == null && typed.to() == null
                ? Months.until(thisMonth())
                : Months.read(orNothing(typed.from()), orNothing(typed.to()));
    }

    private Months year(String typed) {
        return years().stream()
                .filter(year -> String.valueOf(year).equals(typed.strip()))
                .findFirst()
                .map(Months::yearFrom)
                .orElseThrow(() -> new Months.Refused("Choose one of the years."));
    }

    private List<Integer> years() {
        return IntStream.range(0, YEARS).mapToObj(back -> thisYear() - back).toList();
    }

    private int thisYear() {
        return Months.yearOf(thisMonth());
    }

    private YearMonth thisMonth() {
        return YearMonth.from(Deadlines.dayOf(clock.instant()));
    }

    private static Typed written(Months months) {
        return new Typed(
                months.from().toString(), months.to().toString(), String.valueOf(Months.yearOf(months.from())));
    }

    private static String orNothing(String typed) {
        return typed == null ? "" : typed;
    }

    private ModelAndView again(Report report, Typed typed, Months.Refused refused) {
        return page(report, typed, HttpStatus.BAD_REQUEST).addObject("why", refused.getMessage());
    }

    private ModelAndView page(Report report, Typed typed, HttpStatus status) {
        return new ModelAndView("report/figures", status)
                .addObject("report", report)
                .addObject("typed", typed)
                .addObject("years", years())
                .addObject("types", FileType.values());
    }
}
