/** The annotation page: its parts, each given the bench with all that were made before it. */

import { Boundaries } from "./boundaries.js";
import { Bounds } from "./bounds.js";
import { Compound } from "./compound.js";
import { Deciding } from "./deciding.js";
import { Decisions } from "./decisions.js";
import { Editor } from "./editor.js";
import { Following } from "./following.js";
import { Form } from "./form.js";
import { Gutter } from "./gutter.js";
import { Help } from "./help.js";
import { History } from "./history.js";
import { Keys } from "./keys.js";
import { Links } from "./links.js";
import { List } from "./list.js";
import { Opening } from "./opening.js";
import { Others } from "./others.js";
import { byId, page } from "./page.js";
import { Popover } from "./popover.js";
import { WordSelection } from "./selection.js";
import { Sheet } from "./sheet.js";
import { Status } from "./status.js";
import { SuggestingSwitch } from "./suggesting_switch.js";
import { SuggestionCard } from "./suggestion_card.js";
import { Suggestions } from "./suggestions.js";
import { Store } from "./store.js";
import { Taking } from "./taking.js";
import { Text } from "./text.js";
import { Together } from "./together.js";
import { Wordings } from "./wordings.js";

const bench = { narrow: matchMedia("(max-width: 74rem)") };

// What holds and shows: the text, the annotations, the form.
bench.text = new Text(page.text);
bench.store = new Store(bench.text);
bench.sheet = new Sheet(bench.text, bench.store);
bench.boundaries = new Boundaries(bench.text, byId("text").lang || undefined);
bench.status = new Status();
bench.keys = new Keys();
bench.history = new History(bench.keys, bench.status);
bench.selection = new WordSelection(bench.sheet, bench.boundaries);
bench.popover = new Popover(bench.sheet);
bench.form = new Form(bench.text);
bench.editor = new Editor(bench.store, bench.form, bench.status);
bench.list = new List(bench.text, bench.store);

// What one does with them.
bench.taking = new Taking(bench);
bench.bounds = new Bounds(bench);
bench.wordings = new Wordings(bench.form, bench.editor);
bench.compound = new Compound(bench.editor);
bench.links = new Links(bench.editor, bench.form);
bench.together = new Together(bench);
bench.following = new Following(bench);
bench.suggestions = new Suggestions(bench);
bench.gutter = new Gutter(bench);
bench.card = new SuggestionCard(bench);
bench.suggestingSwitch = new SuggestingSwitch(bench);
bench.decisions = new Decisions(bench);
bench.others = new Others(bench);
bench.deciding = new Deciding(bench);
bench.opening = new Opening(bench);
bench.help = new Help(bench);

bench.opening.addressed();
byId("bench").dataset.ready = "yes";
