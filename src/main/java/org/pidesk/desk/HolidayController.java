package org.pidesk.desk;

import java.security.Principal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.pidesk.sla.HolidayRefused;
import org.pidesk.sla.Holidays;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * The public holidays that last days are reckoned with; those that the President declares are entered here, for every
 * organisation at once.
 */
@Controller
@RequestMapping("/desk/holidays")
class HolidayController {
    private final Holidays holidays;
    private final Overseers overseers;
    private final StaffWords words;

    HolidayController(Holidays holidays, Overseers overseers, StaffWords words) {
        this.holidays = holidays;
        this.overseers = overseers;
        this.words = words;
    }

    @GetMapping
    String show(Principal reader, Model page) {
        overseers.mustInclude(reader);
        page.addAttribute("holidays", holidays.coming());
        page.addAttribute("mayEnter", overseers.mayDecideForAll(reader));
        page.addAttribute("words", words);
        return "desk/holidays";
    }

    @PostMapping
    ModelAndView declare(
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String gazette,
            Principal author,
            Model page) {
        mustDecideForAll(author);
        try {
            holidays.declare(parsed(day), name, gazette, author.getName());
        } catch (DateTimeParseException noDay) {
            return again("day", "Give the day as year, month and day, like 2026-12-31.", author, page);
        } catch (HolidayRefused refused) {
            return again(refused.field(), refused.getMessage(), author, page);
        }
        return new ModelAndView("redirect:/desk/holidays?declared=" + parsed(day));
    }

    @PostMapping("/take-back")
    ModelAndView takeBack(@RequestParam(defaultValue = "") String day, Principal author, Model page) {
        mustDecideForAll(author);
        try {
            holidays.takeBack(parsed(day), author.getName());
        } catch (DateTimeParseException noDay) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        } catch (HolidayRefused refused) {
            return again("list", refused.getMessage(), author, page);
        }
        return new ModelAndView("redirect:/desk/holidays?taken=" + parsed(day));
    }

    private void mustDecideForAll(Principal author) {
        overseers.mustInclude(author);
        if (!overseers.mayDecideForAll(author)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    private static LocalDate parsed(String day) {
        return LocalDate.parse(day.strip());
    }

    /** What was typed stays; the sentence stands beside its field. */
    private ModelAndView again(String field, String why, Principal reader, Model page) {
        page.addAttribute("field", field);
        page.addAttribute("why", why);
        return new ModelAndView(show(reader, page), HttpStatus.BAD_REQUEST);
    }
}
