package org.pidesk;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** The pictures of the tour, one file for each page that a test passes. */
public final class Tour {
    private final Path folder = Path.of(System.getProperty("pidesk.tour", "target/tour"));

    /** Takes a picture of the page as a person sees it. */
    public void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }
}
