import { mount } from 'svelte';
import '../lib/tokens.css';
import './live.css';
import App from './App.svelte';

const place = document.getElementById('page');
if (place) mount(App, { target: place });
