package org.pidesk.cockpit;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.pidesk.cockpit.Activities.Spent;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What our parts of Cockpit's pages show: each of them asks here, and says nothing of another organisation. */
@RestController
@RequestMapping("/desk/cockpit")
class CockpitController {
    private final Watchers watchers;
    private final CaseFigures figures;
    private final Activities activities;
    private final CaseSight cases;

    CockpitController(Watchers watchers, CaseFigures figures, Activities activities, CaseSight cases) {
        this.watchers = watchers;
        this.figures = figures;
        this.activities = activities;
        this.cases = cases;
    }

    @GetMapping("/figures")
    ResponseEntity<Overview> figures(Principal watcher) {
        return json(figures.of(watchers.organisationOf(watcher)));
    }

    @GetMapping("/activities")
    ResponseEntity<List<Spent>> activities(@RequestParam(defaultValue = "") String definition, Principal watcher) {
        return json(activities.of(watchers.organisationOf(watcher), definition));
    }

    @GetMapping("/cases/{instance}")
    ResponseEntity<Map<String, Object>> sight(@PathVariable String instance, Principal watcher) {
        return json(cases.of(watchers.organisationOf(watcher), instance).orElseThrow(Watchers::nothingThere));
    }

    /** Whoever opens the address by itself is answered with the same. */
    private static <T> ResponseEntity<T> json(T answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
    }
}
