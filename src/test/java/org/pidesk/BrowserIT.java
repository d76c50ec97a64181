package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Browser.class)
class BrowserIT {

    @Test
    void showsAPage(Page page) {
        page.setContent("<h1>pi-desk</h1>");

        assertThat(page.locator("h1").textContent()).isEqualTo("pi-desk");
    }

    @Test
    void opensAnyKindOfPage(Browser browser) {
        var narrow = browser.page(options -> options.setViewportSize(320, 640).setJavaScriptEnabled(false));
        narrow.setContent("<script>document.title = 'ran'</script>");

        assertThat(narrow.title()).isEmpty();
        assertThat(narrow.viewportSize().width).isEqualTo(320);
    }
}
