package org.pidesk.portal;

import jakarta.servlet.http.HttpServletResponse;
import org.pidesk.identity.WrongCode;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/**
 * A page on which somebody types in a code.
 *
 * @param address where the code went, as this page may show it
 */
record CodePage(String view, String address) {

    String show(Model page) {
        page.addAttribute("address", address);
        return view;
    }

    String wrong(WrongCode wrong, String typed, HttpServletResponse response, Model page) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        page.addAttribute("typed", typed);
        page.addAttribute("error", wrong.getMessage());
        page.addAttribute("needsNewCode", wrong.needsNewCode());
        return show(page);
    }

    /** Codes are read in groups, and typed in so. */
    static String withoutGaps(String typed) {
        return typed.replaceAll("[\\s\\u00a0-]", "");
    }
}
