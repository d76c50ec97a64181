package org.pidesk.desk;

import java.security.Principal;
import org.pidesk.request.Reviews;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The cases of the reader's own organisation that somebody has to look at again. */
@Controller
class ReviewsController {
    private final Reviews reviews;
    private final Readers readers;
    private final StaffWords words;

    ReviewsController(Reviews reviews, Readers readers, StaffWords words) {
        this.reviews = reviews;
        this.readers = readers;
        this.words = words;
    }

    @GetMapping("/desk/reviews")
    String list(Principal reader, Model page) {
        page.addAttribute("reviews", reviews.open(readers.staff(reader).organisation()));
        page.addAttribute("words", words);
        return "desk/reviews";
    }
}
