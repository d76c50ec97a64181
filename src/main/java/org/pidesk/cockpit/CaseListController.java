package org.pidesk.cockpit;

import java.security.Principal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pidesk.cockpit.CaseList.Place;
import org.pidesk.cockpit.CaseList.Row;
import org.pidesk.cockpit.Overview.Silent;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.request.RequestType;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The page that each figure of Cockpit's dashboard leads to: the cases that it counts. */
@Controller
class CaseListController {
    private final Watchers watchers;
    private final CaseFigures figures;
    private final CaseList cases;
    private final ListWords words;

    CaseListController(Watchers watchers, CaseFigures figures, CaseList cases, ListWords words) {
        this.watchers = watchers;
        this.figures = figures;
        this.cases = cases;
        this.words = words;
    }

    @GetMapping("/desk/cases")
    ModelAndView list(
            @RequestParam(defaultValue = "OPEN") Standing standing,
            @RequestParam(defaultValue = "") String of,
            @RequestParam(defaultValue = "") String after,
            Principal watcher) {
        var organisation = watchers.organisationOf(watcher);
        var overview = figures.of(organisation);
        var chosen = Stream.of(List.of(overview.all()), overview.kinds(), overview.systems())
                .<Counted>flatMap(List::stream)
                .filter(one -> one.of().equals(of))
                .findFirst()
                .or(() -> nothingWaits(organisation, of))
                .orElseThrow(Watchers::nothingThere);
        var rows = rows(organisation, standing, of, place(after));
        var shown = rows.subList(0, Math.min(rows.size(), CaseList.PAGE));
        return new ModelAndView("cockpit/cases")
                .addObject("organisation", overview.all().name())
                .addObject("kinds", overview.kinds())
                .addObject("systems", withChosen(overview.systems(), chosen))
                .addObject("chosen", chosen)
                .addObject("standing", standing)
                .addObject("standings", Standing.values())
                .addObject("rows", shown)
                .addObject("isFirst", after.isEmpty())
                .addObject(
                        "next",
                        rows.size() > shown.size() ? shown.get(shown.size() - 1).place() : null)
                .addObject("words", words);
    }

    private List<Row> rows(OrganisationId organisation, Standing standing, String of, Place after) {
        return system(of)
                .map(system -> cases.waitingFor(system, standing, after))
                .orElseGet(() -> cases.of(organisation, standing, types(of), after));
    }

    private static List<RequestType> types(String of) {
        return Arrays.stream(RequestType.values())
                .filter(type -> of.isEmpty() || type.name().equals(of))
                .toList();
    }

    private Optional<Counted> nothingWaits(OrganisationId organisation, String of) {
        return system(of)
                .flatMap(system -> cases.nameOf(organisation, system))
                .map(name -> new Silent(of, name, 0, 0, 0, 0));
    }

    private static Optional<UUID> system(String of) {
        try {
            return Optional.of(UUID.fromString(of))
                    .filter(system -> system.toString().equals(of));
        } catch (IllegalArgumentException noSystem) {
            return Optional.empty();
        }
    }

    private static List<Silent> withChosen(List<Silent> systems, Counted chosen) {
        var all = new ArrayList<>(systems);
        if (chosen instanceof Silent system && !systems.contains(system)) {
            all.add(system);
        }
        return all;
    }

    private static Place place(String after) {
        try {
            return after.isEmpty() ? Place.START : Place.read(after);
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException unreadable) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }
}
