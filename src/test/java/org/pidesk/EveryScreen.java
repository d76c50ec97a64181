package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;

/** Whether everybody can use a form of Tasklist that stands open: on a narrow screen, too, and with a screen reader. */
public final class EveryScreen {
    private static final int NARROW = 320;
    private static final String FITS = "document.documentElement.scrollWidth === 320"
            + " && document.querySelector('.desk').offsetParent !== null && [...document.querySelectorAll('.desk *')]"
            + ".every(part => !part.offsetParent || part.getBoundingClientRect().right <= 321)";

    private EveryScreen() {}

    public static void has(Page page) {
        var wide = page.viewportSize();
        page.setViewportSize(NARROW, 800);
        // Tasklist takes its time to move its columns
        page.waitForCondition(
                () -> (Boolean) page.evaluate(FITS), new Page.WaitForConditionOptions().setTimeout(10_000));
        assertThat(new AxeBuilder(page).include(".desk").analyze().getViolations())
                .isEmpty();
        page.setViewportSize(wide.width, wide.height);
    }
}
