package org.pidesk.desk;

import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.pidesk.activity.ActivityLog;
import org.pidesk.activity.Fact;
import org.pidesk.consent.ConsentRefused;
import org.pidesk.consent.Consents;
import org.pidesk.consent.Interests;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Diary;
import org.pidesk.desk.PersonSearches.Page;
import org.pidesk.kernel.Channel;
import org.pidesk.kernel.Reference;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a person said to marketing, what shows it, and where staff enter what they were told or handed. Whoever searches for
 * a person, opens what they said or a signed paper, leaves a fact behind.
 */
@Controller
@RequestMapping("/desk/consents")
class ConsentsController {
    private static final String SEARCH = "desk/consents";
    private static final String SHEET = "desk/consent";

    /** The two forms of the sheet: each shows what was typed into itself. */
    private static final String YES = "yes";

    private static final String NO = "no";

    private final Readers readers;
    private final RecordSearch records;
    private final PersonSearches searches;
    private final Consents consents;
    private final ConsentEntry entry;
    private final ConsentLines lines;
    private final Interests interests;
    private final Diary diary;
    private final StaffWords words;
    private final ActivityLog activity;
    private final Clock clock;

    ConsentsController(
            Readers readers,
            RecordSearch records,
            PersonSearches searches,
            Consents consents,
            ConsentEntry entry,
            ConsentLines lines,
            Interests interests,
            Diary diary,
            StaffWords words,
            ActivityLog activity,
            Clock clock) {
        this.readers = readers;
        this.records = records;
        this.searches = searches;
        this.consents = consents;
        this.entry = entry;
        this.lines = lines;
        this.interests = interests;
        this.diary = diary;
        this.words = words;
        this.activity = activity;
        this.clock = clock;
    }

    @GetMapping
    String show(Principal reader) {
        readers.staff(reader);
        return SEARCH;
    }

    @PostMapping("/find")
    ModelAndView find(@RequestParam(defaultValue = "") String what, Principal reader) {
        var organisation = readers.staff(reader).organisation();
        var found = records.find(organisation, what.strip());
        var people = found.stream().map(Contact::pseudonym).toList();
        searches.note(Page.CONSENTS, organisation, found.size(), people, reader.getName());
        return found.isEmpty()
                ? new ModelAndView(SEARCH, HttpStatus.UNPROCESSABLE_ENTITY)
                        .addObject("why", "No record of yours has this address or customer number.")
                : new ModelAndView(SEARCH).addObject("records", found);
    }

    @GetMapping(SystemPages.ENTRY)
    ModelAndView open(@PathVariable UUID id, Principal reader) {
        return sheet(record(id, reader), HttpStatus.OK, reader);
    }

    @PostMapping(SystemPages.ENTRY + "/yes")
    ModelAndView yes(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(defaultValue = "") String interest,
            @RequestParam(defaultValue = "") String evidence,
            @RequestParam(defaultValue = "") String wording,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(required = false) MultipartFile paper,
            Principal author) {
        var record = record(id, author);
        var typed = new ConsentEntry.Typed(channel, interest, evidence, wording, day, note, paper);
        try {
            entry.yes(record, typed, author.getName());
            return new ModelAndView("redirect:/desk/consents/" + id + "?noted");
        } catch (ConsentRefused incomplete) {
            return again(record, YES, incomplete, typed, author);
        }
    }

    @PostMapping(SystemPages.ENTRY + "/no")
    ModelAndView no(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String channel,
            @RequestParam(defaultValue = "") String interest,
            @RequestParam(defaultValue = "") String note,
            Principal author) {
        var record = record(id, author);
        var typed = new ConsentEntry.Typed(channel, interest, "", "", "", note, null);
        try {
            entry.no(record, typed, author.getName());
            return new ModelAndView("redirect:/desk/consents/" + id + "?noted");
        } catch (ConsentRefused incomplete) {
            return again(record, NO, incomplete, typed, author);
        }
    }

    /** Handed over as a file: whatever is in it, our own pages never show it. */
    @GetMapping(SystemPages.ENTRY + "/papers/{reference}")
    ResponseEntity<byte[]> paper(@PathVariable UUID id, @PathVariable String reference, Principal reader) {
        var record = record(id, reader);
        var name = parsed(reference);
        var paper = consents.paper(id, name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        activity.record(Fact.of(name, "CONSENT_PAPER_OPENED")
                .by(reader.getName())
                .about(record.pseudonym().toString()));
        var attachment = ContentDisposition.attachment()
                .filename("consent-" + name + "." + paper.ending())
                .build();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .contentType(MediaType.parseMediaType(paper.mediaType()))
                .body(paper.document());
    }

    private Contact record(UUID id, Principal reader) {
        return records.ofTheOrganisation(readers.staff(reader).organisation(), id);
    }

    private ModelAndView again(
            Contact record, String form, ConsentRefused why, ConsentEntry.Typed typed, Principal reader) {
        return sheet(record, HttpStatus.UNPROCESSABLE_ENTITY, reader)
                .addObject("why", why.getMessage())
                .addObject(form, typed);
    }

    /** Whoever is shown it has read it, also as the answer to a form that was not taken. */
    private ModelAndView sheet(Contact record, HttpStatus status, Principal reader) {
        activity.record(Fact.of(Reference.random(), "CONSENTS_READ")
                .by(reader.getName())
                .about(record.pseudonym().toString()));
        return new ModelAndView(SHEET, status)
                .addObject("record", record)
                .addObject("standing", lines.standing(record))
                .addObject("history", lines.history(record))
                .addObject("interests", interests.open(record.organisation()))
                .addObject("channels", channels(record))
                .addObject("wordings", entry.wordings(record.organisation()))
                .addObject("today", LocalDate.now(clock))
                .addObject("diary", diary.of(record.id()))
                .addObject("words", words)
                .addObject(YES, ConsentEntry.Typed.NOTHING)
                .addObject(NO, ConsentEntry.Typed.NOTHING);
    }

    private static List<Channel> channels(Contact record) {
        return record.addresses().map(Channel::to).toList();
    }

    private static Reference parsed(String reference) {
        try {
            return new Reference(reference);
        } catch (IllegalArgumentException unknown) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }
}
