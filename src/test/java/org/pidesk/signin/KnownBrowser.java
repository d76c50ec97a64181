package org.pidesk.signin;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.HttpCookie;
import java.util.List;
import java.util.Optional;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Token;
import org.pidesk.staff.StaffMembers;
import org.pidesk.web.HostCookies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes a browser of a test one in which a member of staff has signed in before. How a browser becomes one has tests of
 * its own; all others begin here.
 */
@Component
public class KnownBrowser {
    /** What the tests' client without a browser says of itself. */
    static final Origin VISITOR = new Origin(Origin.NOWHERE, "Another browser");

    static final Origin CHROMIUM = new Origin(Origin.NOWHERE, "Chrome on Linux");

    private static volatile KnownBrowser running;

    private final Devices devices;
    private final DeviceCookie cookie;
    private final HostCookies cookies;
    private final JdbcClient database;
    private final StaffMembers staff;

    KnownBrowser(Devices devices, DeviceCookie cookie, HostCookies cookies, JdbcClient database, StaffMembers staff) {
        this.devices = devices;
        this.cookie = cookie;
        this.cookies = cookies;
        this.database = database;
        this.staff = staff;
    }

    /** The product that the test runs against. */
    public void isRunning() {
        running = this;
    }

    /** The cookie that makes the tests' client known to a member; empty where there is no such member. */
    public static Optional<HttpCookie> of(String username) {
        return running.trust(username, VISITOR);
    }

    /** Signs a member in, in a real browser that is known to them. */
    public static void signIn(Page page, String base, String username, String password) {
        running.trust(username, CHROMIUM)
                .ifPresent(known ->
                        page.context().addCookies(List.of(new Cookie(known.getName(), known.getValue()).setUrl(base))));
        page.navigate(base + "/login");
        page.getByLabel("User name").fill(username);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }

    Optional<HttpCookie> trust(String username, Origin origin) {
        return staff.find(username).map(member -> {
            var token = Token.random();
            devices.trust(username, Reference.random(), origin, token.hash(), null);
            database.sql("update device set countries = array['--', 'ZA'] where username = ?")
                    .param(username)
                    .update();
            var known = new HttpCookie(cookies.name(cookie.name(username)), token.value());
            known.setSecure(cookies.secure());
            // as the client that keeps cookies writes it, so that the next value takes the place of this one
            known.setDomain("localhost.local");
            known.setPath("/");
            known.setVersion(0);
            return known;
        });
    }
}
