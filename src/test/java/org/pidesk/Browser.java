package org.pidesk;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a real browser: {@code @ExtendWith(Browser.class)}, and a test method that takes a {@link Page} (1280
 * pixels wide, JavaScript on) or this {@code Browser}, which opens any kind of page. Each page is a browser of its
 * own, with no cookies. One Chromium serves all tests; where there is none they are skipped, with the reason.
 *
 * <p>A page that its own security policy had to stop, or whose script failed, fails the test.
 */
public class Browser implements ExecutionCondition, ParameterResolver, AfterEachCallback {
    /** The first is the same browser without its windows, and opens a page in a third of the time. */
    private static final Path CHROMIUM = Stream.of(
                    System.getProperty("pidesk.chromium", ""), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("/usr/bin/chromium"));

    private static final Path NODE = Path.of(System.getProperty("pidesk.node", "/usr/bin/node"));

    static {
        // Playwright's own limit, which none of a page's changes, is too short for two browsers on two cores
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<BrowserContext> open = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Chromium chromium;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        for (var needed : List.of(CHROMIUM, NODE)) {
            if (!Files.isExecutable(needed)) {
                return ConditionEvaluationResult.disabled("no browser here: " + needed + " is missing");
            }
        }
        return ConditionEvaluationResult.enabled("there is a browser");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Page.class || type == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        chromium = context.getRoot()
                .getStore(Namespace.create(Browser.class))
                .getOrComputeIfAbsent(Chromium.class, type -> new Chromium(), Chromium.class);
        return parameter.getParameter().getType() == Page.class ? page(options -> options) : this;
    }

    /** A page in a browser of its own: {@code browser.page(options -> options.setJavaScriptEnabled(false))}. */
    public Page page(UnaryOperator<NewContextOptions> wanted) {
        // what still scrolls is not stable, and is not clicked
        var options = new NewContextOptions()
                .setViewportSize(1280, 900)
                .setLocale("en-ZA")
                .setReducedMotion(ReducedMotion.REDUCE);
        var context = chromium.browser.newContext(wanted.apply(options));
        open.add(context);
        context.setDefaultTimeout(30_000);
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        context.onWebError(error -> complaints.add(error.error()));
        return context.newPage();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        open.forEach(BrowserContext::close);
        open.clear();
        var heard = List.copyOf(complaints);
        complaints.clear();
        if (!heard.isEmpty()) {
            throw new AssertionError("the browser complained: " + heard);
        }
    }

    private static final class Chromium implements ExtensionContext.Store.CloseableResource {
        private final Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_NODEJS_PATH", NODE.toString(), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        private final com.microsoft.playwright.Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(QUIET));

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
