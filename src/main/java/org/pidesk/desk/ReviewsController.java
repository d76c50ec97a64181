package org.pidesk.desk;

import java.security.Principal;
import org.pidesk.request.Reviews;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The cases of the reader's own organisation that somebody has to look at again. */
@Controller
class ReviewsController {
    private static final int PAGE = 50;

    private final Reviews reviews;
    private final Readers readers;
    private final StaffWords words;

    ReviewsController(Reviews reviews, Readers readers, StaffWords words) {
        this.reviews = reviews;
        this.readers = readers;
        this.words = words;
    }

    @GetMapping("/desk/reviews")
    String list(Principal reader, @RequestParam(defaultValue = "0") int from, Model page) {
        var first = Math.max(0, from);
        var rows = reviews.open(readers.staff(reader).organisation(), first, PAGE + 1);
        page.addAttribute("reviews", rows.stream().limit(PAGE).toList());
        page.addAttribute("earlier", first == 0 ? null : Math.max(0, first - PAGE));
        page.addAttribute("later", rows.size() > PAGE ? first + PAGE : null);
        page.addAttribute("words", words);
        return "desk/reviews";
    }
}
