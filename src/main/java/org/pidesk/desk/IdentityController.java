package org.pidesk.desk;

import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.pidesk.desk.PersonSearches.Page;
import org.pidesk.identity.TooManyRequests;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.PersonChecks;
import org.pidesk.request.PersonChecks.Candidate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where staff type in the word that a person reads out, and say how they know who that is. */
@Controller
@RequestMapping("/desk/identity")
class IdentityController {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 1000;
    private static final String PAGE = "desk/identity";

    private final PersonChecks checks;
    private final Readers readers;
    private final PersonSearches searches;
    private final StaffWords words;

    IdentityController(PersonChecks checks, Readers readers, PersonSearches searches, StaffWords words) {
        this.words = words;
        this.checks = checks;
        this.readers = readers;
        this.searches = searches;
    }

    @GetMapping
    String show(Principal reader) {
        readers.staff(reader);
        return PAGE;
    }

    @PostMapping
    ModelAndView find(@RequestParam(defaultValue = "") String word, Principal reader) {
        var organisation = readers.staff(reader).organisation();
        var found = checks.find(organisation, word, reader.getName());
        return shown(organisation, word, found.orElse(null), reader);
    }

    /** @param found null when there is no such word */
    private ModelAndView shown(OrganisationId organisation, String word, List<Candidate> found, Principal reader) {
        var records = found == null
                ? List.<UUID>of()
                : found.stream().map(Candidate::pseudonym).toList();
        searches.note(Page.IDENTITY, organisation, records.size(), records, reader.getName());
        return found == null ? noSuchWord() : sheet(word, found);
    }

    @PostMapping("/checked")
    ModelAndView confirm(
            @RequestParam(defaultValue = "") String word,
            @RequestParam(defaultValue = "") String how,
            @RequestParam(name = "record", defaultValue = "") List<UUID> chosen,
            Principal author) {
        var organisation = readers.staff(author).organisation();
        var found = checks.find(organisation, word, author.getName());
        if (found.isEmpty()) {
            return shown(organisation, word, null, author);
        }
        // a line end is one character, as the page counts it
        var words = how.replace("\r\n", "\n").strip();
        var mistake = mistake(found.get(), chosen, words);
        if (mistake != null) {
            return shown(organisation, word, found.get(), author)
                    .addObject("how", how)
                    .addObject("chosen", chosen)
                    .addObject("why", mistake);
        }
        return checks.confirm(organisation, word, Set.copyOf(chosen), words, author.getName())
                ? new ModelAndView("redirect:/desk/identity?done")
                : noSuchWord();
    }

    private String mistake(List<Candidate> records, List<UUID> chosen, String how) {
        var known = records.stream().map(Candidate::pseudonym).collect(Collectors.toSet());
        if (chosen.isEmpty() || !known.containsAll(chosen)) {
            return "Tick the records that are this person’s.";
        }
        if (how.length() > LONGEST) {
            return "Use " + LONGEST + " characters at most.";
        }
        return how.length() < SHORTEST ? "Say in a sentence how you know who the person is." : null;
    }

    private ModelAndView sheet(String word, List<Candidate> records) {
        return new ModelAndView(PAGE)
                .addObject("word", word)
                .addObject("records", records)
                .addObject("words", words);
    }

    private static ModelAndView noSuchWord() {
        return new ModelAndView(PAGE, HttpStatus.UNPROCESSABLE_ENTITY)
                .addObject("why", "No such word is out here, or it is over. Ask the person for a new one.");
    }

    @ExceptionHandler
    ModelAndView tooMany(TooManyRequests tooMany) {
        return new ModelAndView(PAGE, HttpStatus.TOO_MANY_REQUESTS).addObject("why", tooMany.getMessage());
    }
}
